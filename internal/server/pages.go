package server

import (
	"net/http"

	"github.com/a-h/templ"

	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/ui"
)

// Pages are the addresses in the footer: they tell nothing about anybody and are for whoever asks.
func Pages() []ui.Route {
	return []ui.Route{
		public("/accessibilita", text.AccessibilityTitle, paragraphs(text.AccessibilityBody)),
		public("/privacy", text.PrivacyTitle, paragraphs(text.PrivacyBody)),
	}
}

func public(path string, title text.T, body templ.Component) ui.Route {
	return ui.Route{Method: http.MethodGet, Path: path, Public: true, Handler: func(w http.ResponseWriter, r *http.Request, _ gate.Actor) error {
		return ui.Render(w, r, http.StatusOK, frame(title, body))
	}}
}
