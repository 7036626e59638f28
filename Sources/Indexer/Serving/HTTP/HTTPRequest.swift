/// A request whose body has arrived.
struct HTTPRequest: Sendable {
  let head: HTTPHead
  let body: [UInt8]
  let asker = Asker()

  init(_ head: HTTPHead, body: [UInt8] = []) { (self.head, self.body) = (head, body) }
}
