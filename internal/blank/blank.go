// Package blank turns templates of documents into documents: text with fields is read, checked against what may be filled in, filled, and
// printed as a tagged PDF or as an .odt for the office suite. It knows nothing of what the documents are about.
//
// A template is Markdown with the tags of Mustache: {{a.b}} a field, {{#a}}…{{/a}} what stands only if a is there, or once for each of a list,
// {{^a}}…{{/a}} what stands if it is not, {{! … }} a note that is not printed. There is nothing else: no included file, no change of the signs,
// no text taken as it is, no call. So a template from outside can neither run code nor read files, and filling it ends: steps and output are
// counted. The reader of templates is our own, because each flaw is told with its line and the known libraries read files for {{>…}}.
//
// The Markdown has headings, paragraphs, bold, italic, lists, quotes, tables, and a line `[firme: a, b]` for boxes to sign in. A new line is a new
// line. HTML, pictures and links stay text.
package blank

import (
	"time"

	"siil/internal/text"
)

// Limits of a template and of what comes out of it.
const (
	MaxTemplate = 64 << 10 // bytes
	MaxFilled   = 1 << 20  // bytes
	MaxDepth    = 8        // of tags within tags, and of lists or quotes within each other
)

// Kind is what a field is.
type Kind int

// The kinds of fields.
const (
	Text Kind = iota // words: string, int or int64
	Flag             // bool; stands only in conditions
	List             // []map[string]any with the fields of Of, or []string when Of is nil: {{.}} is the line
)

// Field is what a template may use under a name.
type Field struct {
	Kind    Kind
	Words   text.T     // what it is, for who writes templates
	Section string     // whose readers may read it; "" everybody's
	Of      Dictionary // the fields of a list's items
	Sample  any        // an invented value: string, bool, []string or []map[string]any; nil: none
}

// Dictionary are the fields by their names, such as persona.nome.
type Dictionary map[string]Field

// Flaw is something wrong with a template; Line counts from 1.
type Flaw struct {
	Line int
	What text.T
}

// Paper is what stands around the text of a document. The same paper and text give the same bytes.
type Paper struct {
	Title   string   // in the file's properties
	Lang    string   // ISO 639 code of the text; "" is Italian
	Number  string   // such as "Documento 12/2026"; "" none yet
	Head    []string // lines of the letterhead, the sender first
	Logo    []byte   // a picture that Logo has made
	LogoAlt string   // what the picture shows, for who cannot see it; "" is the first line of Head
	Foot    string
	Draft   bool // says on every page that it is not the final text
	Large   bool // large print
	At      time.Time
}
