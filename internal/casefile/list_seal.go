package casefile

import (
	"encoding/base64"
	"encoding/json"

	"siil/internal/crypt"
	"siil/internal/gate"
	"siil/internal/value"
)

// SearchHours is how long the address of a search can be used.
const SearchHours = 8

// position is where a page begins: after the row that it names, or before it.
type position struct {
	set    bool
	back   bool
	rank   int
	key    string
	id     value.ID
	before int // rows of the list up to and with the row (of a page going back: before it)
}

// sealed position, with short names: it stands in addresses.
type positionWords struct {
	Back   bool     `json:"b,omitempty"`
	Rank   int      `json:"r,omitempty"`
	Key    string   `json:"k"`
	ID     value.ID `json:"i"`
	Before int      `json:"n"`
}

// place binds what is sealed to the account, its session and what it is for.
func (r *Room) sealPlace(who gate.Actor, what, of string) crypt.Place {
	return crypt.Place{Zone: who.Zone, Table: "list " + what, Row: string(who.Account) + " " + string(who.Session), Column: of}
}

func (r *Room) seal(who gate.Actor, what, of string, v any) string {
	plain, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(crypt.Seal(r.g.Secret("list"), r.sealPlace(who, what, of), plain))
}

func (r *Room) unseal(who gate.Actor, what, of, token string, v any) bool {
	sealed, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || token == "" {
		return false
	}
	plain, err := crypt.Open(r.g.Secret("list"), r.sealPlace(who, what, of), sealed)
	return err == nil && json.Unmarshal(plain, v) == nil
}

// sealCursor writes a position for an address. It holds a name key, so it is sealed; it is bound to the query.
func (r *Room) sealCursor(who gate.Actor, q Query, p position) string {
	return r.seal(who, "cursor", q.binding(), positionWords{p.back, p.rank, p.key, p.id, p.before})
}

func (r *Room) openCursor(who gate.Actor, q Query, token string) (position, bool) {
	var w positionWords
	if !r.unseal(who, "cursor", q.binding(), token, &w) {
		return position{}, false
	}
	return position{set: true, back: w.Back, rank: w.Rank, key: w.Key, id: w.ID, before: w.Before}, true
}

// binding is the whole query, the words searched for too.
func (q Query) binding() string { return q.Values().Encode() + "\x00" + q.Search }
