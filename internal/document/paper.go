package document

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"siil/internal/blank"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// Letterhead is what stands at the head and foot of the zone's documents: lines of text, the sender first, and a picture.
type Letterhead struct {
	ID      value.ID // absent: the zone has none of its own yet
	Lines   []string
	Foot    string
	Logo    []byte // PNG
	LogoAlt string
	MadeAt  value.Instant
}

const letterheadSQL = "SELECT id, lines, COALESCE(foot, ''), logo, COALESCE(logo_alt, ''), made_at FROM letterhead WHERE zone = $1 AND ended_at IS NULL"

// letterhead reads the zone's, or its name when it has none. It tells nothing of anybody: the caller decides on the document.
func letterhead(tx *gate.ReadTx) (l Letterhead, demo bool, err error) {
	var name string
	var invented int
	if err := tx.One("SELECT name, demo FROM zone WHERE zone = $1", []any{tx.Zone()}, &name, &invented); err != nil {
		return l, false, err
	}
	var lines string
	err = tx.Each(letterheadSQL, []any{tx.Zone()}, func(s gate.Scanner) error {
		return s.Scan(&l.ID, &lines, &l.Foot, &l.Logo, &l.LogoAlt, &l.MadeAt)
	})
	if err == nil && lines != "" {
		err = fault.Wrap(json.Unmarshal([]byte(lines), &l.Lines), "letterhead")
	}
	if len(l.Lines) == 0 {
		l.Lines = []string{name}
	}
	return l, invented == 1, err
}

// paperOf is the paper of the zone's documents. An invented world says so on each.
func paperOf(tx *gate.ReadTx, lang string) (blank.Paper, error) {
	l, demo, err := letterhead(tx)
	p := blank.Paper{Lang: lang, Head: l.Lines, Logo: l.Logo, LogoAlt: l.LogoAlt, Foot: l.Foot}
	if demo {
		p.Foot = strings.TrimSpace(text.DemoNotice.In(text.Parse(lang)) + " " + p.Foot)
	}
	return p, err
}

// Limits of a letterhead.
const (
	MaxHeadLines = 6
	MaxHeadLine  = 120
	MaxFoot      = 200
)

func (l Letterhead) check() error {
	var c fault.Check
	c.Require(len(l.Lines) > 0, "lines", text.PaperHeadNeed)
	c.Require(len(l.Lines) <= MaxHeadLines, "lines", text.PaperHeadMany.With(MaxHeadLines))
	for _, s := range l.Lines {
		if utf8.RuneCountInString(s) > MaxHeadLine || strings.ContainsRune(s, 0) || !utf8.ValidString(s) {
			c.Fits("lines", s, MaxHeadLine)
			break
		}
	}
	c.Fits("foot", l.Foot, MaxFoot)
	c.Fits("logo_alt", l.LogoAlt, MaxHeadLine)
	c.Require(len(l.Logo) == 0 || l.LogoAlt != "", "logo_alt", text.PaperLogoAltNeed)
	return c.Err()
}

func (l Letterhead) row() (gate.Row, error) {
	lines, err := json.Marshal(l.Lines)
	if err != nil {
		return nil, fault.Wrap(err, "letterhead")
	}
	set := gate.Row{"lines": string(lines)}
	set.SetText("foot", l.Foot)
	if len(l.Logo) > 0 {
		set["logo"] = l.Logo
		set.SetText("logo_alt", l.LogoAlt)
	}
	return set, nil
}
