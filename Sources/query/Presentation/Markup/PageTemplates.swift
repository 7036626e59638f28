import Mustache

/// The templates of pages, `Page/*.mustache`, and the style sheet and scripts that pages include.
///
/// Every `{{value}}` is escaped, and no template has a value in triple braces, which would not be. Mustache looks for a nil value in the
/// enclosing data, so an optional value needs a name that no enclosing data has.
enum PageTemplates {
  /// The style sheet.
  static let style = compact(text(PackageResources.page_css))

  /// The scripts of a report, in order.
  static let scripts: [(name: String, bytes: [UInt8])] = [
    ("embedded.js", PackageResources.embedded_js), ("data.js", PackageResources.data_js), ("scores.js", PackageResources.scores_js),
    ("scale.js", PackageResources.scale_js), ("card.js", PackageResources.card_js), ("words.js", PackageResources.words_js),
    ("find.js", PackageResources.find_js), ("filter.js", PackageResources.filter_js), ("link.js", PackageResources.link_js),
    ("choice.js", PackageResources.choice_js), ("page.js", PackageResources.page_js),
  ]

  /// The scripts one after another, for one element.
  static let script = scripts.map { compact(text($0.bytes)) }.joined(separator: "\n")

  /// A template, filled with data.
  /// - Parameters:
  ///   - name: The template's file, without its extension.
  ///   - data: A value whose stored properties have the names in the template.
  /// - Returns: The markup.
  static func render(_ name: String, _ data: Any) -> String {
    guard let text = library.render(data, withTemplate: name) else { preconditionFailure("there is no template '\(name)'") }
    return text
  }

  /// The templates by name.
  static let files = [
    "card": PackageResources.card_mustache, "choice": PackageResources.choice_mustache, "classes": PackageResources.classes_mustache,
    "confusion": PackageResources.confusion_mustache, "end": PackageResources.end_mustache,
    "evaluation": PackageResources.evaluation_mustache, "evaluations": PackageResources.evaluations_mustache,
    "histogram": PackageResources.histogram_mustache, "measure": PackageResources.measure_mustache,
    "name": PackageResources.name_mustache, "nav": PackageResources.nav_mustache, "overview": PackageResources.overview_mustache,
    "page": PackageResources.page_mustache,
    "ranking": PackageResources.ranking_mustache, "rankings": PackageResources.rankings_mustache,
    "refusal": PackageResources.refusal_mustache,
    "scores": PackageResources.scores_mustache, "site": PackageResources.site_mustache, "theme": PackageResources.theme_mustache,
  ]

  private static let library: MustacheLibrary = {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    var templates: [String: MustacheTemplate] = [:]
    for (name, bytes) in files {
      // Each template names its escaping, because Mustache gives a partial its own. The line feed at the end of a file is not part of the
      // template.
      templates[name] = template("{{% CONTENT_TYPE: \(PageText.name)}}\n" + text(bytes.last == 0x0A ? bytes.dropLast() : bytes[...]), name)
    }
    // Neither the style sheet nor the script has two braces in a row, which Mustache would take for a tag.
    (templates["style"], templates["script"]) = (template(style, "style"), template(script, "script"))
    return MustacheLibrary(templates: templates)
  }()

  /// A style sheet or script without indentation, empty lines and lines that are comments, which would be a tenth of a small page.
  private static func compact(_ text: String) -> String {
    var isInComment = false
    return text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }.filter { line in
      let begins = !isInComment && line.hasPrefix("/*")
      let isComment = isInComment || begins || line.hasPrefix("// ")
      isInComment = (isInComment || begins) && !line.hasSuffix("*/")
      return !isComment && !line.isEmpty
    }.joined(separator: "\n")
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func template(_ text: String, _ name: String) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: text)
    } catch {
      preconditionFailure("the template '\(name)' cannot be read: \(error)")
    }
  }
}
