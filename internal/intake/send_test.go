package intake_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/intake"
	"siil/internal/person"
	"siil/internal/value"
)

func TestAReferralFromOutsideOpensACase(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := about("Samira", "Provini", codeA)
		s := w.send(t, w.anna, in)
		if s.Number != 1 || s.State != "received" || s.CaseID != "" || s.Direct || s.ID != in.Once {
			t.Errorf("sent: %+v", s)
		}
		if s.DueOn != value.MustDate("2026-12-09") { // ten working days after 24/11, without 8/12
			t.Errorf("due on %s", s.DueOn)
		}
		if got := w.state(t, w.caseOf(t, s.ID)); got != "SEGNALATA" {
			t.Errorf("the case is %s", got)
		}
		if again := w.send(t, w.anna, in); again != s {
			t.Errorf("sent twice: %+v", again)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM referral_sheet WHERE zone = $1"); n != 1 {
			t.Errorf("%d sheets", n)
		}
		if _, err := w.room.Send(ctx, w.bruno, in); !fault.Is(err, fault.Conflict) {
			t.Errorf("the form of somebody else: %v", err)
		}
		v := w.view(t, w.carla, s.ID)
		if v.Sheet.SenderName != "Anna Prova" || v.Sheet.SenderID != w.anna.Account || v.Sheet.OrganisationID != w.mentalHealth || v.CaseNumber != 1 || !v.MayAssess {
			t.Errorf("as the coordinator reads it: %+v", v)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND notice = 'referral_arrived'"); n != 2 {
			t.Errorf("%d coordinators told", n)
		}
		w.whole(t)
	})
}

func TestWhatAReferralMustSay(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	long := strings.Repeat("a", intake.MaxText+1)
	tomorrow := value.MustDate("2026-11-25")
	for name, c := range map[string]struct {
		who    gate.Actor
		change func(in *intake.Sending)
		field  string
	}{
		"no name":                    {w.anna, func(in *intake.Sending) { in.Person.GivenName = "" }, "given_name"},
		"wrong tax code":             {w.anna, func(in *intake.Sending) { in.Person.TaxCode = "PRVSMR90A41Z330X" }, "tax_code"},
		"no reason":                  {w.anna, func(in *intake.Sending) { in.Reason = " \n " }, "reason"},
		"long reason":                {w.anna, func(in *intake.Sending) { in.Reason = long }, "reason"},
		"not a text":                 {w.anna, func(in *intake.Sending) { in.Reason = "a\x00b" }, "reason"},
		"nothing asked":              {w.anna, func(in *intake.Sending) { in.Asked = "" }, "asked"},
		"long words of the person":   {w.anna, func(in *intake.Sending) { in.PersonWords = long }, "person_words"},
		"unknown need":               {w.anna, func(in *intake.Sending) { in.Needs["ALTRO"] = "" }, "needs"},
		"long need":                  {w.anna, func(in *intake.Sending) { in.Needs["CASA"] = long }, "need_CASA"},
		"unknown service":            {w.anna, func(in *intake.Sending) { in.Services = []string{"X"} }, "services"},
		"long services":              {w.anna, func(in *intake.Sending) { in.ServicesText = long }, "services_text"},
		"no urgency":                 {w.anna, func(in *intake.Sending) { in.Urgency = "" }, "urgency"},
		"unknown urgency":            {w.anna, func(in *intake.Sending) { in.Urgency = "subito" }, "urgency"},
		"urgent without a reason":    {w.anna, func(in *intake.Sending) { in.Urgency = "urgent" }, "urgency_reason"},
		"unknown informed":           {w.anna, func(in *intake.Sending) { in.Informed = "forse" }, "informed"},
		"informed without a day":     {w.anna, func(in *intake.Sending) { in.InformedOn = value.Date{} }, "informed_on"},
		"informed tomorrow":          {w.anna, func(in *intake.Sending) { in.InformedOn = tomorrow }, "informed_on"},
		"a channel from outside":     {w.anna, func(in *intake.Sending) { in.Channel = "pec" }, "channel"},
		"another body":               {w.anna, func(in *intake.Sending) { in.OrganisationID = w.charity }, "organisation"},
		"another sender":             {w.anna, func(in *intake.Sending) { in.SenderName = "Altri" }, "sender_name"},
		"received before":            {w.anna, func(in *intake.Sending) { in.ReceivedOn = value.MustDate("2026-11-01") }, "received_on"},
		"no channel":                 {w.sofia, func(in *intake.Sending) { in.Channel = "" }, "channel"},
		"unknown channel":            {w.sofia, func(in *intake.Sending) { in.Channel = "fax" }, "channel"},
		"no body":                    {w.sofia, func(in *intake.Sending) { in.OrganisationID = "" }, "organisation"},
		"unknown body":               {w.sofia, func(in *intake.Sending) { in.OrganisationID = value.NewID() }, "organisation"},
		"no operator":                {w.sofia, func(in *intake.Sending) { in.SenderName = "" }, "sender_name"},
		"received tomorrow":          {w.sofia, func(in *intake.Sending) { in.ReceivedOn = tomorrow }, "received_on"},
		"received before everything": {w.sofia, func(in *intake.Sending) { in.ReceivedOn = value.MustDate("1950-01-01") }, "received_on"},
	} {
		in := about("Samira", "Provini", codeA)
		if c.who.Account == w.sofia.Account {
			in = w.typed(in)
		}
		c.change(&in)
		if _, err := w.room.Send(ctx, c.who, in); !hasField(err, c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := w.number(t, "SELECT COUNT(*) FROM person WHERE zone = $1"); n != 0 {
		t.Errorf("%d people made by forms that were refused", n)
	}
}

func TestTheSamePersonTwiceIsOneCaseWithTwoSenders(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a := w.send(t, w.anna, about("Samira", "Provini", codeA))
		b := w.send(t, w.bruno, about("Samyra", "Provini", strings.ToLower(codeA)))
		c := w.send(t, w.sofia, w.typed(about("Samira", "Provini", codeA)))
		if c.CaseID != w.caseOf(t, a.ID) || w.caseOf(t, b.ID) != c.CaseID {
			t.Error("more than one case")
		}
		v := w.view(t, w.carla, b.ID)
		if len(v.Others) != 2 || v.Others[0].ID != c.ID || v.Others[0].SenderName != "Rita Prova" || v.Others[1].Number != 1 {
			t.Errorf("other senders: %+v", v.Others)
		}
		if len(v.Differs) != 1 || v.Differs[0] != person.GivenName || v.Written.GivenName != "Samyra" || v.Person.GivenName != "Samira" {
			t.Errorf("what was written otherwise: %v", v.Differs)
		}
		own := w.view(t, w.bruno, b.ID)
		if own.Person.GivenName != "Samyra" || own.CaseID != "" || own.CaseState != "" || len(own.Others)+len(own.Twins)+len(own.Differs) != 0 ||
			own.Sheet.CaseID != "" || own.Sheet.PersonID != "" || own.Person.ID != "" {
			t.Errorf("the sender learns of the archive: %+v", own)
		}
	})
}

func TestAnOutsideSenderLearnsNothingOfWhoIsKnown(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		known := w.send(t, w.sofia, w.typed(about("Samira", "Provini", codeA)))
		shape := func(s intake.Sent) string {
			s.ID, s.Number = "", 0
			b, _ := json.Marshal(s)
			return string(b)
		}
		same := w.send(t, w.anna, about("Samira", "Provini", codeA))
		other := w.send(t, w.anna, about("Gustavo", "Inventati", codeA)) // a code of somebody else
		fresh := w.send(t, w.anna, about("Livia", "Finzioni", ""))
		if shape(same) != shape(fresh) || shape(other) != shape(fresh) {
			t.Errorf("answers differ:\n%s\n%s\n%s", shape(same), shape(other), shape(fresh))
		}
		if w.caseOf(t, other.ID) == known.CaseID || w.caseOf(t, same.ID) != known.CaseID {
			t.Error("linked by the code alone, or not linked with the name")
		}
		if v := w.view(t, w.anna, other.ID); v.Person.TaxCode != codeA || v.Person.GivenName != "Gustavo" {
			t.Errorf("what was written is not shown to who wrote it: %+v", v.Person)
		}
		v := w.view(t, w.carla, other.ID)
		if v.Person.TaxCode != "" || v.Written.TaxCode != codeA || len(v.Twins) != 1 || v.Twins[0].CaseID != known.CaseID || v.Twins[0].Number != 1 {
			t.Errorf("the coordinator does not see whose code it is: %+v", v.Twins)
		}
		page, err := w.room.List(ctx, w.anna, intake.ListQuery{})
		if err != nil || len(page.Items) != 3 || page.Items[1].Name != "Inventati Gustavo" {
			t.Errorf("own list: %+v, %v", page.Items, err)
		}
		for _, i := range page.Items {
			if i.CaseID != "" {
				t.Error("the list tells the case")
			}
		}
		for _, change := range []func(in *intake.Sending){
			func(in *intake.Sending) { in.PersonID = v.Person.ID }, func(in *intake.Sending) { in.PersonID = value.NewID() },
			func(in *intake.Sending) { in.Twin = v.Person.ID }, func(in *intake.Sending) { in.Nobody = true },
		} {
			in := about("Samira", "Provini", "")
			change(&in)
			if _, err := w.room.Send(ctx, w.anna, in); !fault.Is(err, fault.Denied) {
				t.Errorf("a choice among records from outside: %v", err)
			}
		}
		if _, err := w.room.Suggest(ctx, w.anna, person.Person{GivenName: "Samira", FamilyName: "Provini"}); !fault.Is(err, fault.Denied) {
			t.Errorf("suggestions to an outside sender: %v", err)
		}
	})
}

func TestAnOutsideAnswerTakesWholePaces(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	const pace = 200 * time.Millisecond
	w.room.SetPace(pace)
	in := about("Samira", "Provini", codeA)
	for _, name := range []string{"new", "known", "refused"} {
		in.Once = value.NewID()
		if name == "refused" {
			in.Reason = ""
		}
		began := time.Now()
		if _, err := w.room.Send(ctx, w.anna, in); (err != nil) != (name == "refused") {
			t.Fatal(err)
		}
		if d := time.Since(began); d < pace || d%pace > pace/2 {
			t.Errorf("%s took %s", name, d)
		}
	}
}

func TestStaffLookAtLikelyTwins(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		known := w.send(t, w.sofia, w.typed(about("Samira", "Provini", codeA)))
		p := w.view(t, w.carla, known.ID).Person
		in := w.typed(about("Samira", "Provini", ""))
		if _, err := w.room.Send(ctx, w.sofia, in); !intake.TwinsUnseen(err) || !fault.Is(err, fault.Conflict) {
			t.Fatalf("a likely twin: %v", err)
		}
		twins, err := w.room.Suggest(ctx, w.sofia, person.Person{GivenName: "samira", FamilyName: "provini", TaxCode: "PRV"})
		if err != nil || len(twins) != 1 || twins[0].CaseID != known.CaseID || twins[0].State != "SEGNALATA" {
			t.Fatalf("suggested: %+v, %v", twins, err)
		}
		wrong := in
		wrong.Twin = value.NewID()
		if _, err := w.room.Send(ctx, w.sofia, wrong); !intake.TwinsUnseen(err) {
			t.Errorf("a twin that is none: %v", err)
		}
		nobody := in
		nobody.Nobody, nobody.Seen = true, []value.ID{p.ID}
		other := w.send(t, w.sofia, nobody)
		if other.CaseID == known.CaseID {
			t.Error("“none of these” was not heard")
		}
		if v := w.view(t, w.carla, other.ID); len(v.Twins) != 0 {
			t.Errorf("they are proposed again: %+v", v.Twins)
		}
		in.Once, in.Twin = value.NewID(), p.ID
		if s := w.send(t, w.sofia, in); s.CaseID != known.CaseID {
			t.Error("the chosen twin was not taken")
		}
		taken := w.typed(about("Gustavo", "Inventati", codeA))
		if _, err := w.room.Send(ctx, w.sofia, taken); !intake.TwinsUnseen(err) {
			t.Errorf("a code of another name: %v", err)
		}
		taken.Nobody, taken.Seen = true, []value.ID{p.ID}
		if _, err := w.room.Send(ctx, w.sofia, taken); !hasField(err, "tax_code") {
			t.Errorf("a code that is taken: %v", err)
		}
		chosen := w.typed(about("", "", ""))
		chosen.PersonID = p.ID
		if s := w.send(t, w.carla, chosen); s.CaseID != known.CaseID {
			t.Error("a record chosen by its id")
		}
	})
}

func TestAClosedCaseBeginsAgain(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a := w.send(t, w.anna, about("Samira", "Provini", codeA))
		w.assess(t, a.ID, intake.NotAdmitted, "abita altrove", "")
		id := w.caseOf(t, a.ID)
		if got := w.state(t, id); got != "NON_AMMESSA" {
			t.Fatal(got)
		}
		b := w.send(t, w.bruno, about("Samira", "Provini", codeA))
		if w.caseOf(t, b.ID) != id || w.state(t, id) != "SEGNALATA" {
			t.Error("no new episode of the same case")
		}
		if n := w.number(t, "SELECT COUNT(*) FROM episode WHERE zone = $1 AND case_id = $2", id); n != 2 {
			t.Errorf("%d episodes", n)
		}
		w.assess(t, b.ID, intake.ToTeam, "serve un progetto comune", "")
		c := w.send(t, w.anna, about("Samira", "Provini", codeA))
		if got := w.state(t, id); got != "IN_EQUIPE" || w.caseOf(t, c.ID) != id {
			t.Errorf("an open case does not keep its state: %s", got)
		}
		w.whole(t)
	})
}

func TestWhoComesAloneIsPointedElsewhere(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := intake.Sending{Once: value.NewID(), Person: person.Person{GivenName: "Samira", FamilyName: "Provini"}, Channel: "direct", Reason: "cerca un lavoro"}
		s := w.send(t, w.sofia, in)
		if !s.Direct || s.State != "answered" {
			t.Errorf("sent: %+v", s)
		}
		if got := w.state(t, s.CaseID); got != "RINVIATA" {
			t.Errorf("the case is %s", got)
		}
		v := w.view(t, w.sofia, s.ID)
		if v.Sheet.Outcome != "other_service" || !strings.Contains(v.Sheet.Advice, "punto unico di accesso") || v.TypedBy != "Sofia Prova" {
			t.Errorf("%+v", v.Sheet)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1"); n != 0 {
			t.Errorf("%d notices of something that waits for nobody", n)
		}
		again := in
		again.Once, again.PersonID = value.NewID(), v.Person.ID
		w.send(t, w.sofia, again)
		if got := w.state(t, s.CaseID); got != "RINVIATA" {
			t.Errorf("coming again opened the case: %s", got)
		}
	})
}

func TestWhoMaySend(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for _, who := range []gate.Actor{w.elena, w.lucia, w.dario} {
			if _, err := w.room.Send(ctx, who, about("Samira", "Provini", codeA)); !fault.Is(err, fault.Denied) {
				t.Errorf("%s: %v", who.Name, err)
			}
		}
		w.send(t, w.anna, about("Samira", "Provini", codeA))
		w.send(t, w.otherReferrer, about("Samira", "Provini", codeA))
		if n := w.number(t, "SELECT COUNT(*) FROM referral_sheet WHERE zone = $1"); n != 1 {
			t.Error("zones share referrals")
		}
		in := w.typed(about("Samira", "Provini", codeA))
		p := w.view(t, w.carla, w.send(t, w.sofia, in).ID).Person
		far := about("", "", "")
		far.PersonID, far.Channel, far.SenderName, far.SenderBody = p.ID, "paper", "X", "Y"
		if _, err := w.room.Send(ctx, w.outsider, far); !fault.Is(err, fault.NotFound) {
			t.Errorf("a person of another zone: %v", err)
		}
	})
}

func TestAMergedRecordStillAnswersForItsCode(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a, b := w.send(t, w.anna, about("Samira", "Provini", codeA)), w.send(t, w.bruno, about("Samira", "Provini", codeB))
		va, vb := w.view(t, w.carla, a.ID), w.view(t, w.carla, b.ID)
		if va.CaseID == vb.CaseID || len(vb.Twins) != 1 || vb.Twins[0].CaseID != va.CaseID || !vb.MayMerge {
			t.Fatalf("the coordinator does not see the twin: %+v", vb.Twins)
		}
		version := w.number(t, "SELECT version FROM case_file WHERE zone = $1 AND id = $2", va.CaseID)
		err := w.cases.MergePeople(ctx, w.carla, casefile.Merging{Kept: va.CaseID, Version: version, Merged: vb.Person.ID, Reason: "stessa persona"})
		if err != nil {
			t.Fatal(err)
		}
		c := w.send(t, w.bruno, about("Samira", "Provini", codeB))
		if w.caseOf(t, c.ID) != va.CaseID {
			t.Error("the code of the merged record made another case")
		}
		after := w.view(t, w.carla, b.ID)
		if after.CaseID != va.CaseID || len(after.Others) != 2 || after.Sheet.Words.Reason == "" {
			t.Errorf("the merged referral: %+v", after)
		}
		w.assess(t, b.ID, intake.ToTeam, "serve un progetto comune", "")
		if got := w.state(t, va.CaseID); got != "IN_EQUIPE" {
			t.Errorf("the case that stays is %s", got)
		}
	})
}

func TestWordsAreSealedInTheDatabase(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := w.typed(about("Samira", "Provini", codeA))
		in.Urgency, in.UrgencyReason = "urgent", "sfratto a giorni"
		s := w.send(t, w.sofia, in)
		w.assess(t, s.ID, intake.ToComplete, "manca la residenza", "")
		if err := w.room.Reply(ctx, w.sofia, s.ID, "abita dalla sorella"); err != nil {
			t.Fatal(err)
		}
		w.assess(t, s.ID, intake.OtherService, "risponde il centro per l'impiego", "via Prova 1")
		open := ""
		w.read(t, w.carla, func(tx *gate.ReadTx) error {
			for _, query := range []string{"SELECT body FROM referral_sheet WHERE zone = $1", "SELECT answer FROM referral_sheet WHERE zone = $1",
				"SELECT body FROM referral_message WHERE zone = $1", "SELECT COALESCE(reason, '') FROM state_change WHERE zone = $1",
				"SELECT args || path || once FROM mail_out WHERE zone = $1"} {
				err := tx.Each(query, []any{tx.Zone()}, func(x gate.Scanner) error {
					var b []byte
					err := x.Scan(&b)
					open += string(b) + "\n"
					return err
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		for _, words := range []string{"perso il lavoro", "progetto per", "vorrei", "cerca da marzo", "SALUTE", "SANITARI", "ambulatorio", "sfratto", "0572", codeA, "Provini",
			"manca la residenza", "sorella", "risponde il centro", "via Prova"} {
			if strings.Contains(open, words) {
				t.Errorf("%q stands open", words)
			}
		}
		if v := w.view(t, w.carla, s.ID); v.Sheet.Words.UrgencyReason != "sfratto a giorni" || len(v.Sheet.Messages) != 2 || v.Sheet.Advice != "via Prova 1" {
			t.Errorf("%+v", v.Sheet)
		}
		w.whole(t)
	})
}

func TestReservedNeedsAreForTheSenderAndTheSection(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		s := w.send(t, w.anna, about("Samira", "Provini", codeA))
		id := w.caseOf(t, s.ID)
		w.write(t, func(tx *gate.WriteTx) error {
			for _, who := range []gate.Actor{w.elena, w.lucia} {
				err := tx.Insert("case_member", gate.Row{"id": value.NewID(), "case_id": id, "account_id": who.Account, "justice": false, "since_at": tx.Now()})
				if err != nil {
					return err
				}
			}
			return nil
		})
		for _, c := range []struct {
			who  gate.Actor
			sees bool
		}{{w.anna, true}, {w.lucia, true}, {w.elena, false}, {w.carla, false}, {w.sofia, false}} {
			v := w.view(t, c.who, s.ID)
			all, _ := json.Marshal(v)
			for _, words := range []string{"SALUTE", "segue cure", "SANITARI", "ambulatorio", "Salute mentale"} {
				if strings.Contains(string(all), words) != c.sees {
					t.Errorf("%s, %q: want %v", c.who.Name, words, c.sees)
				}
			}
			if len(v.Needs) == 0 || v.Needs[0].Line != "cerca da marzo" {
				t.Errorf("%s does not see what is common", c.who.Name)
			}
		}
		in := w.typed(about("Livia", "Finzioni", ""))
		in.OrganisationID, in.SenderBody = "", "SerD Prova"
		typed := w.send(t, w.sofia, in)
		for _, who := range []gate.Actor{w.carla, w.sofia} {
			if all, _ := json.Marshal(w.view(t, who, typed.ID)); strings.Contains(string(all), "SerD") {
				t.Errorf("%s reads the name of a body that tells of health", who.Name)
			}
		}
		if page, err := w.room.List(ctx, w.carla, intake.ListQuery{}); err != nil || page.Items[0].Organisation.In(0) != "Servizio sanitario" || page.Items[1].Organisation.In(0) != "Servizio sanitario" {
			t.Errorf("the list names the body: %+v %v", page.Items, err)
		}
		if page, err := w.room.List(ctx, w.anna, intake.ListQuery{}); err != nil || page.Items[0].Organisation.In(0) != "Salute mentale adulti" {
			t.Errorf("the sender's own body: %+v %v", page.Items, err)
		}
	})
}

func TestFilesComeWithTheFormAndWithTheAnswer(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		in := about("Samira", "Provini", codeA)
		keep := func(who gate.Actor, slot, name string) {
			t.Helper()
			if _, err := attachment.New(w.Gate).Keep(ctx, who, slot, name, strings.NewReader("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")); err != nil {
				t.Fatal(err)
			}
		}
		keep(w.anna, intake.Slot(in.Once), "relazione.pdf")
		keep(w.bruno, intake.Slot(in.Once), "di un altro.pdf")
		s := w.send(t, w.anna, in)
		w.assess(t, s.ID, intake.ToComplete, "manca l'attestazione", "")
		keep(w.anna, intake.ReplySlot(s.ID), "attestazione.pdf")
		if err := w.room.Reply(ctx, w.anna, s.ID, "eccola"); err != nil {
			t.Fatal(err)
		}
		for _, who := range []gate.Actor{w.anna, w.carla} {
			v := w.view(t, who, s.ID)
			if len(v.Files) != 2 || v.Files[0].Name != "relazione.pdf" || v.Files[1].Name != "attestazione.pdf" {
				t.Errorf("%s sees %+v", who.Name, v.Files)
			}
		}
		if n := w.number(t, "SELECT COUNT(*) FROM upload WHERE zone = $1"); n != 1 {
			t.Errorf("%d files wait, want that of the other one", n)
		}
	})
}
