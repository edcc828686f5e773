package document

import (
	"strings"

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
