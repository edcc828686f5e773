package demo

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"

	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/outcome"
	"siil/internal/pdf"
	"siil/internal/policy"
	"siil/internal/territory"
	"siil/internal/value"
)

// letterhead is set when the service begins.
func (d *desk) letterhead(ctx context.Context) error {
	z, _ := territory.ZoneByCode(d.Zone)
	l := document.Letterhead{Lines: []string{"Équipe per l'inclusione e il lavoro", z.Name, "Via di prova 1 · equipe@" + d.Zone + ".example"},
		Foot: "Riceviamo su appuntamento, il martedì e il giovedì mattina.", LogoAlt: "Tre cerchi che si toccano"}
	logo, err := emblem()
	if err != nil {
		return err
	}
	return d.room.SetLetterhead(at(ctx, workday(d.today.AddDays(-30*months)), 9, 0), d.staff[policy.Administrator][0].actor(d.Zone), l, logo)
}

// emblem draws the invented team's picture: three discs side by side.
func emblem() ([]byte, error) {
	const side, radius = 60, 34
	img := image.NewRGBA(image.Rect(0, 0, 3*side, 80))
	for x := range img.Bounds().Dx() {
		for y := range img.Bounds().Dy() {
			c := color.RGBA{255, 255, 255, 255}
			for i, of := range []color.RGBA{{0, 102, 204, 255}, {0, 128, 85, 255}, {204, 122, 0, 255}} {
				if dx, dy := x-(side/2+i*side), y-40; dx*dx+dy*dy < radius*radius {
					c = of
				}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return b.Bytes(), fault.Wrap(err, "draw an emblem")
}

// produce makes the papers, each on its day, and the batch of yesterday between them.
func (d *desk) produce(ctx context.Context) error {
	yesterday, batched := workday(d.today.AddDays(-1)), false
	for i, p := range d.made {
		if !batched && p.day.After(yesterday) {
			batched = true
			if err := d.many(gate.AsOf(ctx, d.moment(yesterday, 17, 20))); err != nil {
				return err
			}
		}
		moment := gate.AsOf(ctx, d.moment(p.day, 16, 5+i%50))
		made, err := d.make(moment, p)
		if err != nil {
			return err
		}
		d.made[i].id = made.ID
	}
	if batched {
		return nil
	}
	return d.many(gate.AsOf(ctx, d.moment(yesterday, 17, 20)))
}

func (d *desk) make(ctx context.Context, p paper) (document.Document, error) {
	who := p.by.actor(d.Zone)
	switch p.model {
	case "":
		return d.bring(ctx, who, p)
	case outcome.ModelSummary:
		return d.ends.Hand(ctx, who, p.caseID, outcome.Handing{To: "Équipe della nuova zona", Why: "La persona si è trasferita e continua là.",
			Parts: []string{"identita", "contatti", "profilo", "progetto", "chiusura"}})
	}
	return d.room.Make(ctx, who, p.caseID, document.Request{Model: p.model, Lang: d.langOf(p), Subject: p.of})
}

// langOf is the person's language, for a notice that there is in it.
func (d *desk) langOf(p paper) string {
	m, _ := guideline.Default().Documents.Model(p.model)
	if way, ok := d.ways[p.caseID]; ok && m.Notice && slices.Contains(m.Languages, way.p.Language) {
		return way.p.Language
	}
	return p.lang
}

// register writes what the body's protocol has given to what leaves the house, and voids two papers that were wrong.
func (d *desk) register(ctx context.Context) error {
	secretary := d.staff[policy.Secretary][0].actor(d.Zone)
	voids := 0
	for i, p := range d.made {
		day := workday(p.day.AddDays(3))
		if day.After(d.today) {
			day = d.today
		}
		moment := gate.AsOf(ctx, d.moment(day, 9, i%60))
		switch {
		case voids < len(voidWords) && i%9 == 7 && p.caseID != "":
			if err := d.room.Void(moment, secretary, p.id, voidWords[voids]); err != nil {
				return err
			}
			voids++
		case i%3 != 2:
			if err := d.room.SetProtocol(moment, secretary, p.id, fmt.Sprintf("%d/%07d", day.Year(), 1200+37*i), day); err != nil {
				return err
			}
		}
	}
	return nil
}

var voidWords = []string{"Indirizzo sbagliato: rifatto il giorno dopo.", "Prodotto due volte per errore."}

// inBatch is how many cases the invented batch has.
const inBatch = 8

// many makes one batch: the invitation to the next interview for some of those who are being assessed.
func (d *desk) many(ctx context.Context) error {
	b := document.Batch{Model: "CONVOCAZIONE", Lang: "it"}
	err := d.g.Read(ctx, gate.System(d.Zone, "cli"), func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		b.Cases, err = gate.All(tx, "SELECT id FROM case_file WHERE zone = $1 AND state = 'IN_PROGETTAZIONE' ORDER BY state_on DESC, number LIMIT $2", []any{tx.Zone(), inBatch},
			func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
		return err
	})
	if err != nil || len(b.Cases) == 0 {
		return err
	}
	if _, err := d.room.StartBatch(ctx, d.staff[policy.Coordinator][0].actor(d.Zone), b); err != nil {
		return err
	}
	return d.room.Step(ctx)
}

// broughtFile is a file that somebody has brought; without lines it is a picture.
type broughtFile struct {
	section     policy.Section
	title, name string
	lines       []string
}

// brought are such files.
var brought = []broughtFile{
	{policy.Common, "Curriculum", "curriculum.pdf", []string{"Esperienze: aiuto in cucina, magazzino, vivaio.", "Patente B. Disponibile da subito."}},
	{policy.Common, "Attestato del corso sulla sicurezza", "attestato.pdf", []string{"Corso di formazione generale sulla sicurezza, 8 ore.", "Esempio senza valore."}},
	{policy.Social, "Lettera del proprietario di casa", "lettera.pdf", []string{"Chiede gli arretrati di due mesi e propone un piano di rientro."}},
	{policy.Common, "Proposta di assunzione", "proposta.pdf", []string{"Tempo determinato, 24 ore alla settimana.", "Esempio senza valore."}},
	{policy.Common, "Logo della cooperativa che ospita", "foto.png", nil},
}

// bring keeps a file that somebody has brought; the last of the list is a picture taken with the telephone.
func (d *desk) bring(ctx context.Context, who gate.Actor, p paper) (document.Document, error) {
	x := brought[slices.IndexFunc(brought, func(b broughtFile) bool { return b.name == p.file })]
	slot := document.AttachSlot(p.caseID)
	sheet := pdf.New(pdf.Options{Title: x.title, Lang: "it", Author: "Esempio", At: d.moment(p.day, 11, 0).Time()})
	sheet.H1(x.title)
	for _, line := range x.lines {
		sheet.P(line)
	}
	content, err := sheet.Bytes()
	if len(x.lines) == 0 {
		content, err = emblem()
	}
	if err != nil {
		return document.Document{}, err
	}
	if _, err := d.files.Keep(ctx, who, slot, x.name, bytes.NewReader(content)); err != nil {
		return document.Document{}, err
	}
	return d.room.Add(ctx, who, p.caseID, document.Adding{Slot: slot, Title: x.title, Section: x.section})
}
