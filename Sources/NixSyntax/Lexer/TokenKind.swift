/// The kind of a token; the kinds before `identifier` are trivia.
package enum TokenKind: UInt8, Sendable {
  /// Blanks, tabs and line breaks.
  case whitespace
  /// A comment from `#` to the end of its line, without the line break.
  case lineComment
  /// A comment between `/*` and `*/`.
  case blockComment
  /// U+FEFF at the start of the file, which Nix rejects.
  case byteOrderMark

  /// A name that is not a keyword.
  case identifier
  /// Decimal digits.
  case integer
  /// A number with a decimal point.
  case float
  /// An unquoted URI.
  case uri
  /// A search path, `<nixpkgs/lib>`.
  case searchPath
  /// A path, or its text up to the first interpolation.
  case path
  /// The text of a path after an interpolation.
  case pathText

  /// The quote that opens a string.
  case stringStart
  /// The quote that closes a string.
  case stringEnd
  /// The two quotes that open an indented string, with blanks and one line feed after them.
  case indentedStringStart
  /// The two quotes that close an indented string.
  case indentedStringEnd
  /// A run of text in a string, taken literally.
  case stringText
  /// One escape sequence in a string.
  case stringEscape
  /// The `${` of an interpolation or of a dynamic attribute.
  case interpolationStart

  /// The keyword `if`.
  case `if`
  /// The keyword `then`.
  case then
  /// The keyword `else`.
  case `else`
  /// The keyword `assert`.
  case assert
  /// The keyword `with`.
  case with
  /// The keyword `let`.
  case `let`
  /// The keyword `in`.
  case `in`
  /// The keyword `rec`.
  case rec
  /// The keyword `inherit`.
  case inherit
  /// The word `or`, a keyword in some places only.
  case or

  /// The character `{`.
  case leftBrace
  /// The character `}`, which also ends an interpolation.
  case rightBrace
  /// The character `[`.
  case leftBracket
  /// The character `]`.
  case rightBracket
  /// The character `(`.
  case leftParenthesis
  /// The character `)`.
  case rightParenthesis
  /// The character `;`.
  case semicolon
  /// The character `:`.
  case colon
  /// The character `,`.
  case comma
  /// The character `.`.
  case dot
  /// The character `=`.
  case assign
  /// The character `@`.
  case at
  /// The character `?`.
  case question
  /// The operator `...`.
  case ellipsis

  /// The operator `+`.
  case plus
  /// The operator `-`.
  case minus
  /// The operator `*`.
  case times
  /// The operator `/`.
  case divide
  /// The operator `++`.
  case concatenate
  /// The operator `//`.
  case update
  /// The operator `!`.
  case not
  /// The operator `&&`.
  case and
  /// The operator `||`.
  case disjunction
  /// The operator `->`.
  case implication
  /// The operator `==`.
  case equal
  /// The operator `!=`.
  case unequal
  /// The operator `<`.
  case less
  /// The operator `<=`.
  case lessOrEqual
  /// The operator `>`.
  case greater
  /// The operator `>=`.
  case greaterOrEqual
  /// The operator `|>`.
  case pipeInto
  /// The operator `<|`.
  case pipeFrom

  /// A character that starts no token.
  case unknown
  /// The end of the text; never part of a tree.
  case endOfText

  /// Whether the token has no meaning to Nix: a blank or a comment.
  package var isTrivia: Bool { rawValue < TokenKind.identifier.rawValue }

  /// Whether the token is a comment of either form.
  package var isComment: Bool { self == .lineComment || self == .blockComment }
}

extension TokenKind: CustomStringConvertible {
  /// The token as an error message names it, without an article.
  package var description: String {
    switch self {
    case .whitespace: "white space"
    case .lineComment, .blockComment: "comment"
    case .byteOrderMark: "byte-order mark"
    case .identifier: "name"
    case .integer, .float: "number"
    case .uri: "URI"
    case .searchPath, .path, .pathText: "path"
    case .stringStart, .stringEnd: "'\"'"
    case .indentedStringStart, .indentedStringEnd: "\"''\""
    case .stringText, .stringEscape: "text"
    case .unknown: "unknown character"
    case .endOfText: "end of the file"
    default: "'\(spelling)'"
    }
  }

  /// The text of a keyword, an operator or a mark.
  private var spelling: String {
    switch self {
    case .interpolationStart: "${"
    case .if, .then, .else, .assert, .with, .let, .in, .rec, .inherit, .or: keywordSpelling
    case .leftBrace: "{"
    case .rightBrace: "}"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .leftParenthesis: "("
    case .rightParenthesis: ")"
    case .semicolon: ";"
    case .colon: ":"
    case .comma: ","
    case .dot: "."
    case .assign: "="
    case .at: "@"
    case .question: "?"
    case .ellipsis: "..."
    default: operatorSpelling
    }
  }

  private var keywordSpelling: String {
    switch self {
    case .if: "if"
    case .then: "then"
    case .else: "else"
    case .assert: "assert"
    case .with: "with"
    case .let: "let"
    case .in: "in"
    case .rec: "rec"
    case .inherit: "inherit"
    default: "or"
    }
  }

  /// The text of a binary or unary operator; empty for any other token.
  package var operatorSpelling: String {
    switch self {
    case .plus: "+"
    case .minus: "-"
    case .times: "*"
    case .divide: "/"
    case .concatenate: "++"
    case .update: "//"
    case .not: "!"
    case .and: "&&"
    case .disjunction: "||"
    case .implication: "->"
    case .equal: "=="
    case .unequal: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .pipeInto: "|>"
    case .pipeFrom: "<|"
    default: ""
    }
  }
}
