package api

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"siil/internal/pdf"
)

// maxFile bounds a document in the description of the interface; none comes near it.
const maxFile = 20 << 20

// File is the answer with a document: a download in PDF. What else its headers say is the same for every document, so the description
// leaves it out.
type File struct {
	Type        string `header:"Content-Type" hidden:"true"`
	Disposition string `header:"Content-Disposition" hidden:"true"`
	Sniff       string `header:"X-Content-Type-Options" hidden:"true"`
	Policy      string `header:"Content-Security-Policy" hidden:"true"`
	Owner       string `header:"Cross-Origin-Resource-Policy" hidden:"true"`
	Body        []byte
}

// FileOf makes the answer. The name holds no personal data; ".pdf" is added.
func FileOf(name string, content []byte) *File {
	return &File{Type: pdf.MediaType, Disposition: pdf.Disposition(name), Sniff: "nosniff", Policy: pdf.Policy, Owner: "same-origin", Body: content}
}

// fileContent describes the answer of an operation that gives a document; nil for any other.
func fileContent[O any]() map[string]*huma.MediaType {
	if reflect.TypeFor[O]() != reflect.TypeFor[File]() {
		return nil
	}
	return map[string]*huma.MediaType{pdf.MediaType: {Schema: &huma.Schema{Type: huma.TypeString, MaxLength: ptr(maxFile),
		Extensions: map[string]any{"contentMediaType": pdf.MediaType}}}}
}
