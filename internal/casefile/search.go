package casefile

import (
	"net/url"
	"sync"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// pathSearch takes the words of the list's own field.
const pathSearch = "/casi/ricerca"

// SearchesPerMinute is how many searches by name an account has in a minute.
const SearchesPerMinute = 30

// MaxSearch is how long a search may be, in bytes.
const MaxSearch = 100

type searchWords struct {
	Query string `json:"q"`
	Until int64  `json:"u"` // unix seconds
}

// SealSearch writes what somebody searched for so that an address can carry it: only they can use it, in this session, for some hours.
func (r *Room) SealSearch(who gate.Actor, query string) string {
	return r.seal(who, "search", "", searchWords{query, r.g.Now().Add(SearchHours * time.Hour).Time().Unix()})
}

// OpenSearch opens what SealSearch has sealed; false when it is somebody else's, of another session or too old.
func (r *Room) OpenSearch(who gate.Actor, token string) (string, bool) {
	var w searchWords
	if !r.unseal(who, "search", "", token, &w) || r.g.Now().Time().Unix() >= w.Until {
		return "", false
	}
	return w.Query, true
}

// FoundHref is the address of the list of the cases that a search finds.
func (r *Room) FoundHref(who gate.Actor, query string) string {
	return pathCases + "?" + url.Values{paramSearch: {r.SealSearch(who, query)}}.Encode()
}

// searchable tells whether words are enough to search for.
func searchable(words string) bool {
	_, _, ok := person.SearchCondition(words, 3)
	return ok
}

// Found reads the first rows of the cases that a query finds, and how many there are, as the reader's lists show them. Roles without lists
// get a fault of kind Denied.
func (r *Room) Found(tx *gate.ReadTx, q Query, limit int) (out Listed, err error) {
	if err := mayList(tx); err != nil {
		return out, err
	}
	d, err := r.directory(tx)
	if err != nil {
		return out, err
	}
	q.Sort = ByName
	return r.list(tx, d, q, "", limit)
}

// HidesBody tells whether this reader must not learn from a list which body somebody has to do with, because its name tells of a section.
func HidesBody(who gate.Actor, section policy.Section) bool {
	return directory{seesHealth: who.Has(policy.HealthWorker)}.hides(section)
}

// searches counts the searches of each account in memory: they slow down whoever harvests names.
type searches struct {
	mu sync.Mutex
	of map[value.ID][]value.Instant
}

func newSearches() *searches { return &searches{of: map[value.ID][]value.Instant{}} }

// ChargeSearch counts one search. It fails with TooMany, and how long to wait, when there were too many within a minute.
func (r *Room) ChargeSearch(who gate.Actor) error {
	if wait := r.searches.charge(who.Account, r.g.Now()); wait > 0 {
		return &fault.Error{Kind: fault.TooMany, Text: text.SearchTooMany, RetryAfter: wait}
	}
	return nil
}

// charge counts one search; the answer is how many seconds to wait when there were too many, 0 otherwise.
func (s *searches) charge(account value.ID, now value.Instant) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	recent := s.of[account][:0]
	for _, at := range s.of[account] {
		if now.Sub(at) < time.Minute {
			recent = append(recent, at)
		}
	}
	s.of[account] = recent
	if len(recent) >= SearchesPerMinute {
		return int((time.Minute-now.Sub(recent[0]))/time.Second) + 1
	}
	s.of[account] = append(recent, now)
	return 0
}
