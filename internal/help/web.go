package help

import (
	"bytes"
	"io/fs"
	"net/http"
	"strings"
	"time"

	"siil/docs/pictures"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

// getHelp answers with the help of a page, which the address names by its route, or with the list of all help. Our script gets the same text
// as a dialog.
func (r *Room) getHelp(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	route := req.URL.Query().Get("pagina")
	t, found := r.texts.For(route)
	switch {
	case found && ui.IsFetch(req):
		return ui.Render(w, req, http.StatusOK, textDialog(t))
	case found:
		return ui.Render(w, req, http.StatusOK, textDocument(t, r.page(t, who)))
	case ui.IsFetch(req):
		return fault.Missing() // the script then follows the link
	}
	return ui.Render(w, req, http.StatusOK, indexDocument(r.index(who, route != "")))
}

func (r *Room) getText(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	t, found := r.texts.Named(req.PathValue("testo"))
	if !found {
		return fault.Missing()
	}
	return ui.Render(w, req, http.StatusOK, textDocument(t, r.page(t, who)))
}

func (r *Room) getKeys(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return ui.Render(w, req, http.StatusOK, document(text.HelpKeysPage, keysBody(who.Account != "")))
}

func (r *Room) getNews(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	return ui.Render(w, req, http.StatusOK, document(text.HelpNews, newsBody(r.texts.News)))
}

func (r *Room) getGuide(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	role := policy.Role(req.PathValue("ruolo"))
	if _, there := r.texts.Tours[role]; !there { // whoever works here has a tour; the others are no roles of people
		return fault.Missing()
	}
	return ui.Render(w, req, http.StatusOK, document(fill(text.HelpGuideOf, r.names(role)), guideBody(parts(r.texts.Guide(role)))))
}

// getTour shows the tour of one of the reader's roles: the one asked for, or the first.
func (r *Room) getTour(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	wanted := policy.Role(req.URL.Query().Get("ruolo"))
	for _, role := range who.Roles {
		if t, there := r.texts.Tours[role]; there && (wanted == "" || wanted == role) {
			return ui.Render(w, req, http.StatusOK, document(t.Title, tourBody(t)))
		}
	}
	return fault.Missing()
}

// postSeen closes an offer and goes to what was offered, or back to where the program opens.
func (r *Room) postSeen(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	code := req.FormValue("codice")
	if err := r.See(req.Context(), who, code); err != nil {
		return err
	}
	if strings.HasPrefix(code, newsSeen) && req.FormValue("leggi") != "" {
		return ui.Redirect(w, req, pathNews, nil)
	}
	if strings.HasPrefix(code, tourSeen) {
		return ui.Redirect(w, req, "/", &ui.Flash{Text: text.HelpTourClosed})
	}
	return ui.Redirect(w, req, "/", nil)
}

// getPicture gives one of the pictures of the documentation; they show invented people and change with the program only.
func (r *Room) getPicture(w http.ResponseWriter, req *http.Request, _ gate.Actor) error {
	name := req.PathValue("figura")
	b, err := fs.ReadFile(pictures.Files, name)
	if err != nil || !strings.HasSuffix(name, picturesKind) {
		return fault.Missing()
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	http.ServeContent(w, req, "", time.Time{}, bytes.NewReader(b))
	return nil
}

// fill puts a text into another one, language by language.
func fill(t, with text.T) text.T {
	return text.T{t.F(text.Italian, with.In(text.Italian)), t.F(text.English, with.In(text.English))}
}
