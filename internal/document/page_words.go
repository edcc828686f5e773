package document

import (
	"maps"
	"slices"
	"strings"

	"siil/internal/blank"
	"siil/internal/casefile"
	"siil/internal/text"
	"siil/internal/ui"
)

// fileWords is how a format is called.
func fileWords(format string) string {
	if format == ODT {
		return ".odt"
	}
	return strings.ToUpper(format)
}

// fileButton makes the PDF the one to take.
func fileButton(format string) ui.ButtonKind {
	if format == PDF {
		return ui.Filled
	}
	return ui.Outline
}

// nav is the entry of the bar to which a page belongs.
func (p *page) nav() string {
	if p.c.ID == "" {
		return nav
	}
	return "casi"
}

func (p *casePage) crumbs() []ui.Crumb {
	return casefile.Crumbs(p.c, ui.Crumb{Label: text.TabDocuments})
}

func (p *casePage) empty() text.T {
	switch {
	case p.kind != "":
		return text.PaperNoneFiltered
	case len(p.may) > 0:
		return text.PaperNoneMake
	}
	return text.PaperNoneRead
}

// sortedFields are the names of a dictionary in their order.
func sortedFields(d blank.Dictionary) []string { return slices.Sorted(maps.Keys(d)) }

// fieldTag is how a template uses a field.
func fieldTag(name string, f blank.Field) string {
	if f.Kind == blank.Text {
		return "{{" + name + "}}"
	}
	return "{{#" + name + "}} … {{/" + name + "}}"
}
