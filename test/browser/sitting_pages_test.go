package browser

import (
	"fmt"

	"github.com/chromedp/chromedp"
)

// sittings are what the invented zone has: the one that is called, one that goes on, one that was held.
type sittings struct{ called, running, held, item, heldCase string }

// sittings calls a sitting beside the one of the invented zone and opens it, so that there is one of each state.
func (f *fixture) sittings() (s sittings) {
	f.t.Helper()
	s.running = f.find("SELECT id FROM sitting WHERE zone = $1 AND state = 'convened' ORDER BY on_day LIMIT 1")
	s.held = f.find("SELECT id FROM sitting WHERE zone = $1 AND state = 'closed' ORDER BY on_day DESC LIMIT 1")
	s.heldCase = f.find("SELECT case_id FROM sitting_item WHERE zone = $1 AND sitting_id = $2 AND state = 'decided' ORDER BY position LIMIT 1", s.held)
	c := f.as("coordinator")
	at := c.post("/sedute/nuova", "date", "3/12", "starts", "14:30", "place", "Sala riunioni", "members", f.account("coordinator"), "members", f.account("social-worker"),
		"members", f.account("employment-officer"), "recorder", f.account("coordinator"))
	s.called = at[len("/sedute/"):]
	c.post("/sedute/"+s.running+"/apertura", "present", f.account("coordinator"), "present", f.account("social-worker"), "present", f.account("employment-officer"))
	s.item = f.find("SELECT id FROM sitting_item WHERE zone = $1 AND sitting_id = $2 AND state = 'now'", s.running)
	return s
}

func (f *fixture) sittingFiles(s sittings) []visit {
	return []visit{
		{route: "/sedute/{id}/ordine-del-giorno.pdf", user: "coordinator", path: "/sedute/" + s.running + "/ordine-del-giorno.pdf?nomi=1"},
		{route: "/sedute/{id}/verbale.pdf", user: "coordinator", path: "/sedute/" + s.held + "/verbale.pdf"},
		{route: "/sedute/{id}/estratti/{file}", user: "coordinator", path: "/sedute/" + s.held + "/estratti/" + s.heldCase + ".pdf"},
		{route: "/sedute/{id}/eventi"}, // never ends: the journey of a sitting listens to it
	}
}

func (f *fixture) sittingPages(s sittings) []visit {
	called, running, held := "/sedute/"+s.called, "/sedute/"+s.running, "/sedute/"+s.held
	ask := fmt.Sprintf("%s/voci/%s/uscita", running, s.item)
	return []visit{
		{route: "/sedute", user: "coordinator", path: "/sedute"},
		{route: "/sedute", user: "health-worker-2", path: "/sedute"},
		{route: "/sedute/nuova", user: "coordinator", path: "/sedute/nuova"},
		{route: "/sedute/nuova", user: "secretary", status: 422, way: func(b *browser) {
			b.goTo("/sedute/nuova")
			b.leads(chromedp.Click(`main form button.btn-primary`))
		}},
		{route: "/sedute/{id}", user: "coordinator", path: called},
		{route: "/sedute/{id}", user: "social-worker", path: running},
		{route: "/sedute/{id}", user: "coordinator", path: held},
		{route: "/sedute/{id}/modifica", user: "coordinator", path: called + "/modifica"},
		{route: "/sedute/{id}/annulla", user: "coordinator", path: called + "/annulla"},
		{route: "/sedute/{id}/ordine", user: "coordinator", path: running + "/ordine"},
		{route: "/sedute/{id}/apri", user: "coordinator", path: called + "/apri"},
		{route: "/sedute/{id}/chiudi", user: "coordinator", path: running + "/chiudi"},
		{route: "/sedute/{id}/caso/{n}", user: "coordinator", path: running + "/caso/1"},
		{route: "/sedute/{id}/caso/{n}", user: "coordinator", path: running + "/caso/1?proiezione=1"},
		{route: "/sedute/{id}/caso/{n}", user: "social-worker", path: running + "/caso/2"},
		{route: "/sedute/{id}/caso/{n}", user: "coordinator", path: held + "/caso/1"},
		{route: "/sedute/{id}/voci/{voce}/uscita", user: "social-worker", path: ask},
		{route: "/sedute/{id}/verbale", user: "coordinator", path: held + "/verbale"},
		{route: "/sedute/{id}/verbale", user: "coordinator", path: called + "/verbale"},
		{route: "/sedute/{id}/verbale/approva", user: "coordinator", path: held + "/verbale/approva"},
	}
}
