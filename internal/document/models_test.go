package document_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/text"
)

// logoOf draws a picture of a size.
func logoOf(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	fine(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))))
	return b.Bytes()
}

var head = document.Letterhead{Lines: []string{"Società della Salute", "Via Roma 1"}, Foot: "Riceviamo il martedì", LogoAlt: "Stemma"}

func TestLetterheadStandsOnWhatIsMadeAfterwards(t *testing.T) {
	inOffices(t, 1, func(t *testing.T, x *office) {
		_, l, err := x.room.Wordings(ctx, x.carla)
		fine(t, err)
		if l.ID != "" || len(l.Lines) != 1 || l.Lines[0] != "Valdinievole" {
			t.Errorf("a zone without letterhead: %+v", l)
		}
		fine(t, x.room.SetLetterhead(ctx, x.amina, head, logoOf(t, 900, 300)))
		_, l, err = x.room.Wordings(ctx, x.carla)
		fine(t, err)
		if strings.Join(l.Lines, "|") != "Società della Salute|Via Roma 1" || l.Foot != head.Foot || l.LogoAlt != "Stemma" {
			t.Errorf("%+v", l)
		}
		if c, err := png.DecodeConfig(bytes.NewReader(l.Logo)); err != nil || c.Width > 600 || c.Height > 200 {
			t.Errorf("the logo: %+v, %v", c, err)
		}
		in := head
		in.Lines = []string{"Altro nome"}
		fine(t, x.room.SetLetterhead(ctx, x.carla, in, nil))
		_, l, err = x.room.Wordings(ctx, x.carla)
		fine(t, err)
		if l.Lines[0] != "Altro nome" || len(l.Logo) == 0 {
			t.Errorf("without a new logo the old one stays: %v, %d bytes", l.Lines, len(l.Logo))
		}
		fine(t, x.room.SetLetterhead(ctx, x.carla, in, []byte{}))
		_, l, err = x.room.Wordings(ctx, x.carla)
		fine(t, err)
		if len(l.Logo) != 0 {
			t.Error("the logo is not taken away")
		}
		if r, err := x.Verify(ctx, ""); err != nil || !r.OK {
			t.Errorf("the log: %+v, %v", r, err)
		}
	})
}

func TestLetterheadThatCannotBe(t *testing.T) {
	inOffices(t, 0, func(t *testing.T, x *office) {
		for _, c := range []struct {
			field string
			set   func(l *document.Letterhead) []byte
		}{
			{"lines", func(l *document.Letterhead) []byte { l.Lines = nil; return nil }},
			{"lines", func(l *document.Letterhead) []byte { l.Lines = strings.Split("a b c d e f g", " "); return nil }},
			{"lines", func(l *document.Letterhead) []byte { l.Lines = []string{strings.Repeat("à", 121)}; return nil }},
			{"lines", func(l *document.Letterhead) []byte { l.Lines = []string{"a\x00b"}; return nil }},
			{"foot", func(l *document.Letterhead) []byte { l.Foot = strings.Repeat("à", 201); return nil }},
			{"logo_alt", func(l *document.Letterhead) []byte { l.LogoAlt = ""; return logoOf(t, 10, 10) }},
			{"logo", func(*document.Letterhead) []byte { return []byte("<svg/>") }},
			{"logo", func(*document.Letterhead) []byte { return logoOf(t, 4001, 2) }},
			{"logo", func(*document.Letterhead) []byte { return logoOf(t, 10, 10)[:60] }},
		} {
			in := head
			logo := c.set(&in)
			wrongField(t, x.room.SetLetterhead(ctx, x.carla, in, logo), c.field)
		}
		if _, l, err := x.room.Wordings(ctx, x.carla); err != nil || l.ID != "" {
			t.Errorf("a refused letterhead is kept: %+v, %v", l, err)
		}
	})
}

const ownInvitation = "# Invito\n\nGentile {{persona.nome}}, ti aspettiamo.\n"

func TestZoneUsesItsOwnWords(t *testing.T) {
	inOffices(t, 1, func(t *testing.T, x *office) {
		set := func(body string) { t.Helper(); fine(t, x.room.SetWording(ctx, x.carla, "CONVOCAZIONE", "it", body)) }
		read := func() document.Wording {
			t.Helper()
			w, err := x.room.Wording(ctx, x.carla, "CONVOCAZIONE", "it")
			fine(t, err)
			return w
		}
		words := func() string {
			t.Helper()
			d, err := x.room.Preview(ctx, x.elena, x.cases[0], document.Request{Model: "CONVOCAZIONE", Lang: "it"})
			fine(t, err)
			return d.Markdown
		}
		tuscan := read()
		if tuscan.Own || words() == "" {
			t.Fatalf("%+v", tuscan)
		}
		set(ownInvitation)
		if w := read(); !w.Own || w.Source != ownInvitation || w.MadeBy != x.carla.Account || w.Digest == tuscan.Digest {
			t.Errorf("%+v", w)
		}
		if got := words(); !strings.Contains(got, "Gentile Samira, ti aspettiamo.") {
			t.Errorf("%s", got)
		}
		if w, err := x.room.Wording(ctx, x.carla, "CONVOCAZIONE", "fr"); err != nil || w.Own {
			t.Errorf("another language has changed: %+v, %v", w, err)
		}
		all, _, err := x.room.Wordings(ctx, x.carla)
		fine(t, err)
		own := 0
		for _, w := range all {
			if w.Own {
				own++
			}
		}
		if own != 1 {
			t.Errorf("%d models of the zone's own", own)
		}
		set(strings.Replace(ownInvitation, "aspettiamo", "vediamo", 1))
		if got := words(); !strings.Contains(got, "ti vediamo") {
			t.Errorf("%s", got)
		}
		set("")
		if w := read(); w.Own || w.Source != tuscan.Source {
			t.Errorf("%+v", w)
		}
		if r, err := x.Verify(ctx, ""); err != nil || !r.OK {
			t.Errorf("the log: %+v, %v", r, err)
		}
	})
}

// TestWordsWithFlawsAreNotAdopted names each with its line, and keeps what was there.
func TestWordsWithFlawsAreNotAdopted(t *testing.T) {
	inOffices(t, 0, func(t *testing.T, x *office) {
		body := "Gentile {{persona.nom}},\n\nvieni.\n\n{{#azioni}}"
		err := x.room.SetWording(ctx, x.carla, "CONVOCAZIONE", "it", body)
		said := saidOf(err)
		if len(said) == 0 || !strings.Contains(said[len(said)-1], "5") {
			t.Errorf("an unclosed part: %q", said)
		}
		err = x.room.SetWording(ctx, x.carla, "CONVOCAZIONE", "it", "Gentile {{persona.nom}},\n\n\n{{caso.nume}}")
		if said = saidOf(err); len(said) != 2 || !strings.Contains(said[0], "1") || !strings.Contains(said[0], "persona.nome") || !strings.Contains(said[1], "4") || !strings.Contains(said[1], "caso.numero") {
			t.Errorf("fields that do not exist: %q", said)
		}
		if _, _, err := x.room.Sample(ctx, x.carla, "CONVOCAZIONE", "it", body); !fault.Is(err, fault.Invalid) {
			t.Errorf("a sample of it: %v", err)
		}
		if err := x.room.SetWording(ctx, x.carla, "CONVOCAZIONE", "it", strings.Repeat("a", 100_000)); !fault.Is(err, fault.Invalid) {
			t.Errorf("too long: %v", err)
		}
		if w, err := x.room.Wording(ctx, x.carla, "CONVOCAZIONE", "it"); err != nil || w.Own {
			t.Errorf("a refused text is kept: %+v, %v", w, err)
		}
		for _, c := range [][2]string{{"BOH", "it"}, {"CONVOCAZIONE", "la"}} {
			if err := x.room.SetWording(ctx, x.carla, c[0], c[1], ownInvitation); !fault.Is(err, fault.NotFound) {
				t.Errorf("%v: %v", c, err)
			}
		}
	})
}

// saidOf are the faults of the field body, in Italian.
func saidOf(err error) (out []string) {
	if e, ok := err.(*fault.Error); ok && e.Kind == fault.Invalid {
		for _, f := range e.Fields {
			if f.Name == "body" {
				out = append(out, f.Text.In(text.Italian))
			}
		}
	}
	return out
}

// TestEveryModelHasASample prints each with invented data.
func TestEveryModelHasASample(t *testing.T) {
	x := newOffice(t, gatetest.NewSQLite(t), 0)
	for _, m := range guideline.Default().Documents.Models {
		markdown, pdf, err := x.room.Sample(ctx, x.carla, m.Code, m.Languages[0], "")
		if err != nil || strings.Contains(markdown, "{{") || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
			t.Errorf("%s: %v\n%s", m.Code, err, markdown)
		}
	}
	if all, err := x.room.Register(ctx, x.carla, document.Filter{}); err != nil || len(all.Entries) != 0 {
		t.Errorf("samples stand in the register: %+v, %v", all, err)
	}
}

func TestPapersAreSettledByCoordinatorAndAdministrator(t *testing.T) {
	inOffices(t, 0, func(t *testing.T, x *office) {
		do := func(who gate.Actor) map[string]error {
			_, _, listed := x.room.Wordings(ctx, who)
			_, _, sampled := x.room.Sample(ctx, who, "CONVOCAZIONE", "it", "")
			return map[string]error{
				"list": listed, "sample": sampled, "read": second(x.room.Wording(ctx, who, "CONVOCAZIONE", "it")),
				"change the words": x.room.SetWording(ctx, who, "CONVOCAZIONE", "it", ownInvitation),
				"change the head":  x.room.SetLetterhead(ctx, who, head, nil),
			}
		}
		for _, who := range []gate.Actor{x.elena, x.sofia, x.dan, {}} {
			for what, err := range do(who) {
				if k := fault.KindOf(err); k != fault.NotFound && k != fault.Denied {
					t.Errorf("%q may %s: %v", who.Name, what, err)
				}
			}
		}
		for _, who := range []gate.Actor{x.carla, x.amina} {
			for what, err := range do(who) {
				if err != nil {
					t.Errorf("%s may not %s: %v", who.Name, what, err)
				}
			}
		}
		if w, err := x.room.Wording(ctx, x.olga, "CONVOCAZIONE", "it"); err != nil || w.Own {
			t.Errorf("another zone has this one's words: %+v, %v", w, err)
		}
		if _, l, err := x.room.Wordings(ctx, x.olga); err != nil || l.ID != "" {
			t.Errorf("another zone has this one's head: %+v, %v", l, err)
		}
	})
}
