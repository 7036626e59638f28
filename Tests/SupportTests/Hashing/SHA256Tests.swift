import Support
import Testing

/// Values of FIPS 180-4 and of `openssl dgst -sha256`.
struct SHA256Tests {
  @Test func theHashIsThatOfTheStandard() {
    #expect(SHA256.base64(of: "") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    #expect(SHA256.base64(of: "abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    for length in [55, 56, 63, 64, 65, 119, 120] {
      #expect(SHA256.base64(of: String(repeating: "a", count: length)).count == 44)
    }
    #expect(SHA256.base64(of: String(repeating: "a", count: 1_000_000)) == "zcduXJkU+5KBocfihNc+Z/GAmkiklyAOBG05zMcRLNA=")
  }
}
