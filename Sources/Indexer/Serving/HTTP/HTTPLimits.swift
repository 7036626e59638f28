/// The bounds within which a server reads requests.
struct HTTPLimits: Sendable {
  /// Bytes of the request line and all headers.
  var head = 16_384
  /// Bytes of a body.
  var body = 1_000_000
  /// Connections that are open at the same time, at all addresses; a further one takes the place of an idle one; where none is idle, the server closes it.
  var connections = 200
  /// Bytes of all answers that are on their way to clients.
  var outgoing = 256_000_000
  /// Questions that are being answered or wait for it; further ones are refused.
  var waiting = 64
  /// Seconds for the first request of a connection to begin.
  var greeting = 10.0
  /// Seconds for a request to arrive completely once its first byte has come.
  var arrival = 10.0
  /// Seconds that a connection may wait for its next request.
  var idleness = 60.0
  /// Seconds for a client to take an answer.
  var departure = 60.0
  /// Seconds after which a connection is watched for a client that goes away before its answer.
  var attention = 0.05
  /// Seconds, and bytes, for which a refused client may go on to send.
  var farewell = 1.0
  var drained = 2_000_000
}
