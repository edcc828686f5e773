package outbox

import (
	"encoding/json"
	"strings"

	"siil/internal/text"
)

// testCode is the notice of a test mail; it is no Kind, so nobody chooses it and no room tells it.
const testCode = "test"

// PathNotices is the page on which one chooses what to be told.
const PathNotices = "/profilo/notifiche"

// letter writes the mail of a parcel in its receiver's language.
func (r *Room) letter(zone string, p parcel) Letter {
	lang := text.Italian
	if p.language == "en" {
		lang = text.English
	}
	first := p.rows[0]
	l := Letter{ID: first.id, To: p.email, At: r.g.Now(), Calendar: first.calendar}
	if first.notice == testCode {
		l.Subject, l.Text = text.MailTest.In(lang), r.body(lang, text.MailTestBody.In(lang), nil, first.path)
		return l
	}
	k, _ := KindOf(first.notice)
	if len(p.rows) == 1 {
		args := k.say(lang, argsOf(first))
		l.Subject, l.Text = fill(k.Subject, lang, args...), r.body(lang, fill(k.Body, lang, args...), nil, first.path)
		return l
	}
	var lines []string
	for _, w := range p.rows {
		lines = append(lines, "- "+fill(k.line, lang, k.say(lang, argsOf(w))...))
	}
	l.Subject, l.Text = fill(k.many, lang, len(p.rows)), r.body(lang, k.manyBody.In(lang), lines, k.manyPath)
	return l
}

func (r *Room) body(lang text.Lang, words string, lines []string, path string) string {
	var b strings.Builder
	b.WriteString(words + "\n" + r.link(path) + "\n\n")
	for _, l := range lines {
		b.WriteString(l + "\n")
	}
	if len(lines) > 0 {
		b.WriteString("\n")
	}
	b.WriteString("-- \n" + text.MailFoot.In(lang) + "\n" + r.link(PathNotices) + "\n")
	return b.String()
}

func (r *Room) link(path string) string { return strings.TrimSuffix(r.opts.PublicURL, "/") + path }

func argsOf(w waiting) (args []string) {
	if json.Unmarshal([]byte(w.args), &args) != nil {
		return nil
	}
	return args
}
