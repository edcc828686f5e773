package account

import (
	"net/http"
	"net/url"
	"strconv"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

func (r *Room) auditRoutes() []ui.Route {
	return []ui.Route{
		ui.Get(pathLog, policy.AuditRead, r.getLog),
		ui.Get(pathVerify, policy.AuditVerify, r.getVerify), ui.Post(pathVerify, policy.AuditVerify, r.postVerify),
		ui.Post(pathLog+"/sigillo", policy.AuditVerify, r.postCheckpoint),
		ui.Get(pathLog+"/destinatari", policy.PartyManage, r.getParties), ui.Post(pathLog+"/destinatari", policy.PartyManage, r.postParty),
		ui.Post(pathLog+"/destinatari/{id}/fine", policy.PartyManage, r.postEndParty),
	}
}

func logTabs(who gate.Actor, on string) []ui.Tab {
	var out []ui.Tab
	if who.Has(policy.Auditor) {
		out = append(out, ui.Tab{Label: text.LogTitle, Href: pathLog, On: on == pathLog})
	}
	return append(out, ui.Tab{Label: text.VerifyTitle, Href: pathVerify, On: on == pathVerify},
		ui.Tab{Label: text.PartiesTitle, Href: pathLog + "/destinatari", On: on == pathLog+"/destinatari"})
}

func logPage(who gate.Actor, on string, p ui.Page) ui.Page {
	p.Nav, p.Head = navAdmin, ui.Tabs(text.LogTitle, logTabs(who, on))
	return p
}

func (r *Room) getLog(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	query := req.URL.Query()
	q := AccessQuery{Refused: query.Get("rifiutati") == "1"}
	q.Actor, _ = value.ParseID(query.Get("chi"))
	q.Before, _ = strconv.ParseInt(query.Get("prima"), 10, 64)
	p, err := r.Accesses(req.Context(), who, q)
	if err != nil {
		return err
	}
	return render(w, req, http.StatusOK, logPage(who, pathLog, ui.Page{Title: text.LogTitle, Wide: true, Body: r.logBody(q, p)}))
}

// logAt is the address of a page of the log.
func logAt(q AccessQuery) string {
	v := url.Values{}
	if q.Actor != "" {
		v.Set("chi", string(q.Actor))
	}
	if q.Refused {
		v.Set("rifiutati", "1")
	}
	if q.Before > 0 {
		v.Set("prima", strconv.FormatInt(q.Before, 10))
	}
	if len(v) == 0 {
		return pathLog
	}
	return pathLog + "?" + v.Encode()
}

func (r *Room) getVerify(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	if err := r.decideVerify(req.Context(), who); err != nil {
		return err
	}
	return r.showVerify(w, req, http.StatusOK, who, ui.NewForm(), nil)
}

func (r *Room) showVerify(w http.ResponseWriter, req *http.Request, status int, who gate.Actor, f ui.Form, v *Verification) error {
	return render(w, req, status, logPage(who, pathVerify, ui.Page{Title: text.VerifyTitle, Form: true, Body: verifyBody(f, v, r.g.VerifierKey())}))
}

// maxCheckpoint is how long a checkpoint may be that somebody pastes; one has some 200 characters.
const maxCheckpoint = 4000

func (r *Room) postVerify(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	against := plainLines(f.Values.Get("against"))
	if len(against) > maxCheckpoint {
		return r.showVerify(w, req, http.StatusUnprocessableEntity, who, f.With(invalid("against", text.CheckpointLong)), nil)
	}
	v, err := r.VerifyLog(req.Context(), who, against)
	if err != nil {
		return err
	}
	return r.showVerify(w, req, http.StatusOK, who, f, &v)
}

func (r *Room) postCheckpoint(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	signed, err := r.Checkpoint(req.Context(), who)
	if err != nil {
		return err
	}
	ui.Download(w, "text/plain; charset=utf-8", "siil-sigillo-"+r.g.Today().ISO()+".txt")
	_, _ = w.Write([]byte(signed)) // the reader went away: nobody is left to tell
	return nil
}

func (r *Room) getParties(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showParties(w, req, http.StatusOK, who, ui.NewForm())
}

func (r *Room) showParties(w http.ResponseWriter, req *http.Request, status int, who gate.Actor, f ui.Form) error {
	all, err := r.Parties(req.Context(), who)
	if err != nil {
		return err
	}
	return render(w, req, status, logPage(who, pathLog+"/destinatari", ui.Page{Title: text.PartiesTitle, Form: true, Body: partiesBody(f, all)}))
}

func (r *Room) postParty(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	err := r.AddParty(req.Context(), who, f.Value("name"), f.Value("email"))
	if err == nil {
		return ui.Redirect(w, req, pathLog+"/destinatari", done(text.PartyAdded))
	}
	status, err2 := again(w, err)
	if err2 != nil {
		return err2
	}
	return r.showParties(w, req, status, who, f.With(err))
}

func (r *Room) postEndParty(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	if err := r.EndParty(req.Context(), who, id); err != nil {
		return err
	}
	return ui.Redirect(w, req, pathLog+"/destinatari", done(text.PartyEnded))
}
