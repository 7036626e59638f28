import ArgumentParser
import Presentation

// What Presentation defines and a user may type: Presentation knows no command line.

extension ByteCount: ExpressibleByArgument {}
extension ColorMode: ExpressibleByArgument {}
extension ColumnCondition: ExpressibleByArgument {}
extension ComparisonKind: ExpressibleByArgument {}
extension ExampleOrder: ExpressibleByArgument {}
extension LengthRange: ExpressibleByArgument {}
extension ListingFormat: ExpressibleByArgument {}
extension MatrixFormat: ExpressibleByArgument {}
extension TerminalBackground: ExpressibleByArgument {}
