package finder

import (
	"github.com/a-h/templ"

	"siil/internal/ui"
)

// PageOf is the page of what was found.
func PageOf(f Found) templ.Component {
	return foundDocument(page{form: ui.NewForm("q", f.Words), found: f, asked: true})
}
