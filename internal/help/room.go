package help

import (
	"net/http"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

// Room answers whoever asks for help.
type Room struct {
	g     *gate.Gate
	texts *Library
	names func(policy.Role) text.T
	pages map[string]policy.Action // of the program, by address
}

// New makes the room. names gives the roles' names, which the guidelines hold.
func New(g *gate.Gate, names func(policy.Role) text.T) *Room {
	return &Room{g: g, texts: Default(), names: names, pages: map[string]policy.Action{}}
}

// Lead tells the room which pages there are, so that a text can lead to its own. It is called once, before anybody asks.
func (r *Room) Lead(routes []ui.Route) {
	for _, x := range routes {
		if x.Method == http.MethodGet && !x.Public {
			r.pages[x.Path] = x.Action
		}
	}
}

// leads tells whether an address of no single thing opens for whoever asks: a text leads nobody to a page that is not there for them.
func (r *Room) leads(who gate.Actor, path string) bool {
	action, there := r.pages[path]
	if !there || who.Account == "" {
		return false
	}
	ok, err := r.g.Rules().Decide(who.Principal, action, policy.Resource{Zone: who.Zone, Kind: policy.Zone, Own: true})
	return ok && err == nil
}

// Addresses of this room.
const (
	pathKeys  = pathHelp + "/scorciatoie"
	pathGuide = pathHelp + "/guida"
	pathNews  = pathHelp + "/novita"
	pathTour  = pathHelp + "/giro"
	pathSeen  = pathHelp + "/visto"
)

// Routes are the room's addresses. What the program can do is no secret, so all but a reader's own tour is for whoever asks.
func (r *Room) Routes() []ui.Route {
	return []ui.Route{
		public(pathHelp, r.getHelp), public(pathHelp+"/{testo}", r.getText), public(pathKeys, r.getKeys), public(pathGuide+"/{ruolo}", r.getGuide),
		public(pathNews, r.getNews), public(pathPictures+"/{figura}", r.getPicture),
		ui.Get(pathTour, policy.ProfileUse, r.getTour), ui.Post(pathSeen, policy.ProfileUse, r.postSeen),
	}
}

func public(path string, h ui.Handler) ui.Route {
	return ui.Route{Method: http.MethodGet, Path: path, Public: true, Handler: h}
}
