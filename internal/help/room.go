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
}

// New makes the room. names gives the roles' names, which the guidelines hold.
func New(g *gate.Gate, names func(policy.Role) text.T) *Room {
	return &Room{g: g, texts: Default(), names: names}
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
