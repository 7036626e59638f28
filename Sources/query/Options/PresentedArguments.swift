import ArgumentParser
import Presentation
import Support

// Types of Presentation that users may type on the command line; Presentation itself knows no command line.

extension ByteCount: ExpressibleByArgument {}
extension ColorMode: ExpressibleByArgument {}
extension ColumnCondition: ExpressibleByArgument {}
extension ComparisonKind: ExpressibleByArgument {}
extension ExampleOrder: ExpressibleByArgument {}
extension NumberRange: ExpressibleByArgument {}
extension ListingFormat: ExpressibleByArgument {}
extension MatrixFormat: ExpressibleByArgument {}
extension TerminalBackground: ExpressibleByArgument {}
