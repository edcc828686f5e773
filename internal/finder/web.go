package finder

import (
	"context"
	"net/http"
	"net/url"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

// paramWords holds the words in an address, sealed: nobody else can read them, in a history or in a log.
const paramWords = "parole"

// Routes are the search of the bar and its page.
func (r *Room) Routes() []ui.Route {
	return []ui.Route{ui.Get(ui.PathSearch, policy.CaseList, r.getFound), ui.Post(ui.PathSearch, policy.CaseList, r.postWords)}
}

// page is what the page of a search shows.
type page struct {
	form   ui.Form
	found  Found
	asked  bool // words were looked for
	notice text.T
}

func (r *Room) getFound(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	token := req.URL.Query().Get(paramWords)
	if token == "" {
		return r.empty(w, req, who, page{form: ui.NewForm()})
	}
	words, ok := r.cases.OpenSearch(who, token)
	if !ok {
		return r.empty(w, req, who, page{form: ui.NewForm(), notice: text.FindGone})
	}
	found, err := r.Find(req.Context(), who, words)
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, foundDocument(page{form: ui.NewForm("q", words), found: found, asked: true}))
}

// empty answers with the page before anything was looked for.
func (r *Room) empty(w http.ResponseWriter, req *http.Request, who gate.Actor, p page) error {
	if err := r.g.Read(req.Context(), who, r.mayFind); err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, foundDocument(p))
}

// postWords takes the words from the bar or the page and goes to an address that holds them sealed, or to the one thing that they name.
func (r *Room) postWords(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	if policy.CaseScope(who.Principal) == policy.None {
		return r.g.Read(req.Context(), who, r.mayFind)
	}
	words := ui.FormFrom(req).Value("q")
	q := understand(words)
	if q.empty() {
		var c fault.Check
		c.Add("q", text.FindTooShort)
		return ui.Render(w, req, http.StatusUnprocessableEntity, foundDocument(page{form: ui.NewForm("q", words).With(c.Err())}))
	}
	if err := r.cases.ChargeSearch(who); err != nil {
		return err
	}
	if q.exact() {
		found, err := r.Find(req.Context(), who, words)
		if err != nil {
			return err
		}
		if href, ok := found.Only(); ok {
			return ui.Redirect(w, req, href, nil)
		}
	}
	return ui.Redirect(w, req, ui.PathSearch+"?"+url.Values{paramWords: {r.cases.SealSearch(who, q.words)}}.Encode(), nil)
}

// first tells whether a hit is the one that the keyboard stands on when the page opens.
func (p page) first(group, hit int) bool {
	for i, g := range p.found.Groups {
		for j, h := range g.Hits {
			if h.Href != "" {
				return i == group && j == hit
			}
		}
	}
	return false
}

const maxWords = casefile.MaxSearch

// many is how many there are, up to what is counted.
func many(ctx context.Context, n int) string {
	if n >= casefile.CountLimit {
		return ui.S(ctx, text.ListManyN)
	}
	return ui.N(ctx, n)
}
