package blank

import "errors"

var errNotYet = errors.New("blank: not built yet")

// Template is a template that has been read. It may be shared.
type Template struct{ source string }

// Parse reads a template. With flaws there is no template.
func Parse(source string) (*Template, []Flaw) { return &Template{source}, nil }

// Check finds the fields that a dictionary does not know or knows as something else.
func (t *Template) Check(d Dictionary) []Flaw { return nil }

// Sections are the sections of the fields that the template uses, sorted, without "".
func (t *Template) Sections(d Dictionary) []string { return nil }

// Uses tells whether a field or any field below a name is used, such as "progetto" for {{progetto.numero}}.
func (t *Template) Uses(name string) bool { return true }

// Fill gives the Markdown text. data has the names of the dictionary as keys. A value is text whatever it holds; a missing one is a dotted line.
func (t *Template) Fill(data map[string]any) (string, error) { return "", errNotYet }

// Missing are the names of text fields that Fill had no value for, in their order, each once.
func (t *Template) Missing(data map[string]any) []string { return nil }

// Samples are invented data for every field of a dictionary.
func Samples(d Dictionary) map[string]any { return nil }

// Marked finds what in a text edited by hand cannot be printed.
func Marked(markdown string) []Flaw { return nil }

// PDF prints a Markdown text as a tagged PDF.
func PDF(markdown string, p Paper) ([]byte, error) { return nil, errNotYet }

// ODT writes a Markdown text as a document of the office suite.
func ODT(markdown string, p Paper) ([]byte, error) { return nil, errNotYet }

// Logo makes a picture fit for a letterhead out of a PNG or JPEG file of at most 2 MB and 4.000 pixels a side: a PNG of at most 600 by 200 pixels
// without anything but the picture. It fails with Invalid on the field "logo".
func Logo(content []byte) ([]byte, error) { return nil, errNotYet }
