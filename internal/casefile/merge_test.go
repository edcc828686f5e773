package casefile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/value"
)

const codeA, codeB = "PRVSMR90A41Z330P", "PRVSMR90A41Z33LP"

// tables reads the catalogue: every table of the database with its columns.
func (w *world) tables(t testing.TB) map[string][]string {
	t.Helper()
	query := "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
	if !strings.EqualFold(w.Engine(), "sqlite") {
		query = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
	}
	out := map[string][]string{}
	err := w.Read(ctx, w.coordinator, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.Each(query, nil, func(s gate.Scanner) error {
			var table, column string
			err := s.Scan(&table, &column)
			out[table] = append(out[table], column)
			return err
		})
	})
	if err != nil || len(out) < 30 {
		t.Fatalf("%d tables, %v", len(out), err)
	}
	return out
}

// linked says how a merge treats every table that names a person or a case: its rows are read through all ids of the case (read), belong to
// their own record and are found through it (own), or are the merge itself (merge).
var linked = map[string]string{
	"episode": "own", "state_change": "read", "case_manager": "read", "case_member": "read", "hand_over": "read", "suspension": "read", "closure": "read",
	"note": "read", "case_date": "read", "referral": "read", "import_line": "read", "membership": "read", "person_change": "read",
	"next_step": "read", "referral_sheet": "own", "attachment": "own", "sitting_item": "own", "sitting_decision": "own", "minutes_part": "own", "assessment": "read",
	"assessment_reference": "own", "plan": "read", "action": "read", "plan_check": "read", "plan_link": "own",
	"follow_up": "own", "document": "own", "document_batch_item": "own",
	"break_glass": "own", "person_external_id": "own", "case_file": "merge", "person_merge": "merge", "person_apart": "merge",
}

func TestEveryTableOfAPersonOrCaseIsThoughtOfInAMerge(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for table, columns := range w.tables(t) {
			names := slices.ContainsFunc(columns, func(c string) bool {
				return slices.Contains([]string{"person_id", "case_id", "kept_id", "merged_id", "first_id", "second_id"}, c)
			})
			if names && linked[table] == "" {
				t.Errorf("table %s names a person or a case: say in the timeline and here what a merge does with it", table)
			}
			if !names && linked[table] != "" {
				t.Errorf("table %s names nobody any more", table)
			}
		}
	})
}

// busy opens a case with a row in every table that the timeline reads.
func (w *world) busy(t testing.TB, taxCode string) (person, id value.ID) {
	t.Helper()
	person = w.person(t, "Samira", "Provini", taxCode)
	id = w.followed(t, casefile.Opening{PersonID: person, NextOn: today.AddDays(3), NextWhat: "colloquio"})
	if _, err := w.room.WriteNote(ctx, w.elena, id, casefile.NoteInput{Section: policy.Social, On: today, Text: "nota di " + taxCode}); err != nil {
		t.Fatal(err)
	}
	for _, step := range []func(version int) error{
		func(int) error { return w.room.Join(ctx, w.elena, id, casefile.Membership{AccountID: w.lucia.Account}) },
		func(v int) error {
			return w.room.Suspend(ctx, w.elena, id, casefile.Resting{Version: v, SinceOn: today, Reason: "ASSENZA"})
		},
		func(v int) error {
			return w.room.Close(ctx, w.elena, id, casefile.Ending{Version: v, On: today, Reason: "LAVORO"})
		},
		func(v int) error {
			return w.room.Reopen(ctx, w.elena, id, casefile.Beginning{Version: v, On: today, Reason: "torna"})
		},
	} {
		w.Clock.Add(time.Second)
		if err := step(w.version(t, id)); err != nil {
			t.Fatal(err)
		}
	}
	c, _ := w.facts(t, w.elena, id)
	if _, err := w.room.WriteNote(ctx, w.lucia, id, casefile.NoteInput{Section: policy.Health, On: today, Text: "salute di " + taxCode}); err != nil {
		t.Fatal(err)
	}
	w.write(t, gate.System("valdinievole", "cli"), policy.CaseMove, func(tx *gate.WriteTx) error {
		at := tx.Now()
		imp := value.NewID()
		if err := refer(tx, id, c.EpisodeID, person, taxCode); err != nil {
			return err
		}
		for _, r := range []struct {
			table string
			row   gate.Row
		}{
			{"membership", gate.Row{"person_id": person, "programme": "ADI", "since_on": today, "source": "program", "made_at": at}},
			{"person_change", gate.Row{"person_id": person, "version": 1, "at": at, "source": "page", "fields": "phone", "before": []byte("x")}},
			{"person_external_id", gate.Row{"person_id": person, "owner": "INPS", "number": "1", "since_at": at}},
			{"import", gate.Row{"id": imp, "file_name": "e.csv", "size": 1, "digest": "x", "kind": "cases", "heading": "", "mapping": "", "state": "done", "counts": "", "made_at": at}},
			{"import_line", gate.Row{"import_id": imp, "line": 5, "result": "new", "digest": "x", "cells": []byte("x"), "case_id": id, "person_id": person}},
		} {
			if r.row["id"] == nil {
				r.row["id"] = value.NewID()
			}
			if err := tx.Insert(r.table, r.row); err != nil {
				return fmt.Errorf("%s: %w", r.table, err)
			}
		}
		return nil
	})
	w.path(t, id).walked(taxCode)
	return person, id
}

// refer adds a referral with a question and a file, all sealed under the key of the person.
func refer(tx *gate.WriteTx, caseID, episode, person value.ID, taxCode string) error {
	s, err := referral.Insert(tx, referral.Sheet{CaseID: caseID, EpisodeID: episode, PersonID: person, ReceivedOn: today, DueOn: today, Channel: "paper",
		Urgency: "ordinary", Informed: "not_yet", Words: referral.Words{Reason: "motivo di " + taxCode}}, "program")
	if err != nil {
		return err
	}
	if err := referral.Ask(tx, s, "domanda su "+taxCode); err != nil {
		return err
	}
	file := value.NewID()
	name, err := tx.Seal(person, "attachment", file, "name", "file di "+taxCode)
	if err != nil {
		return err
	}
	return tx.Insert("attachment", gate.Row{"id": file, "person_id": person, "subject": "referral", "subject_id": s.ID, "name": name, "kind": "application/pdf",
		"size": 1, "digest": "x", "pieces": 0, "made_at": tx.Now()})
}

// referred are the words of the referrals of a case, of their questions and of their files.
func (w *world) referred(t testing.TB, id value.ID) (words string) {
	t.Helper()
	err := w.Read(ctx, w.coordinator, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, res); err != nil {
			return err
		}
		sheets, err := referral.SheetsOf(tx, c.Cases())
		for _, s := range sheets {
			words += s.Words.Reason + "\n" + s.Messages[0].Text + "\n"
			files, err := attachment.Of(tx, c.PersonID, s.ID)
			if err != nil {
				return err
			}
			for _, f := range files {
				words += f.Name + "\n"
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// dump is every row of every table that a merge may touch, as text.
func (w *world) dump(t testing.TB, but ...string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for table, columns := range w.tables(t) {
		if !slices.Contains(columns, "zone") || !slices.Contains(columns, "id") || slices.Contains(but, table) || strings.HasPrefix(table, "ledger") {
			continue
		}
		slices.Sort(columns)
		columns = slices.DeleteFunc(columns, func(c string) bool {
			return table == "case_file" && slices.Contains([]string{"version", "changed_at", "changed_by"}, c)
		})
		err := w.Read(ctx, w.coordinator, func(tx *gate.ReadTx) error {
			if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
				return err
			}
			return tx.Each("SELECT "+strings.Join(columns, ", ")+" FROM "+table+" WHERE zone = $1 ORDER BY id", []any{tx.Zone()}, func(s gate.Scanner) error {
				row := make([]any, len(columns))
				dest := make([]any, len(columns))
				for i := range row {
					dest[i] = &row[i]
				}
				err := s.Scan(dest...)
				out[table] += fmt.Sprintln(row...)
				return err
			})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func kinds(lines []casefile.Entry) map[casefile.Kind]int {
	out := map[casefile.Kind]int{}
	for _, e := range lines {
		out[e.Kind]++
	}
	return out
}

func TestAMergeShowsBothAndItsUndoRestoresEverything(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		_, kept := w.busy(t, codeA)
		person, merged := w.busy(t, codeB)
		third := w.person(t, "Samyra", "Provini", "") // merged into the second before
		if err := w.room.MergePeople(ctx, w.coordinator, casefile.Merging{Kept: merged, Version: w.version(t, merged), Merged: third, Reason: "stessa persona"}); err != nil {
			t.Fatal(err)
		}
		w.offer(t, merged, w.paolo.Account)
		alone, other := w.timeline(t, w.lucia, kept, casefile.Filter{Limit: 500}), w.timeline(t, w.lucia, merged, casefile.Filter{Limit: 500})
		before := w.dump(t, "person_merge", "person_apart")
		if err := w.room.MergePeople(ctx, w.coordinator, casefile.Merging{Kept: kept, Version: w.version(t, kept), Merged: person, Reason: "stesso codice sul documento"}); err != nil {
			t.Fatal(err)
		}
		c, _ := w.facts(t, w.lucia, merged)
		if c.ID != kept || len(c.Merged) != 2 {
			t.Fatalf("the merged case file leads to %s with %d merged records", c.ID, len(c.Merged))
		}
		joined := w.timeline(t, w.lucia, kept, casefile.Filter{Limit: 500})
		a, b, got := kinds(alone), kinds(other), kinds(joined)
		for k := range b {
			want := a[k] + b[k]
			if k == casefile.OfMerge {
				want++
			}
			if got[k] != want {
				t.Errorf("%d lines of %s, want %d", got[k], k, want)
			}
		}
		if got[casefile.OfOffer] != 1 || got[casefile.OfAnswer] != 1 {
			t.Error("the offer of the merged case was not withdrawn")
		}
		text := ""
		for _, e := range joined {
			text += e.Text + "\n"
		}
		for _, words := range []string{"salute di " + codeA, "salute di " + codeB} { // each under the key of its own record
			if !strings.Contains(text, words) {
				t.Errorf("%q is not shown", words)
			}
		}
		for _, code := range []string{codeA, codeB} {
			for _, words := range []string{"motivo di ", "domanda su ", "file di "} {
				if !strings.Contains(w.referred(t, kept), words+code) {
					t.Errorf("%s%s is not reached", words, code)
				}
			}
		}
		for _, m := range w.merges(t, kept) {
			if err := w.room.Split(ctx, w.elena, kept, m.ID, "x"); !fault.Is(err, fault.Denied) {
				t.Errorf("split by the case manager: %v", err)
			}
			if err := w.room.Split(ctx, w.coordinator, kept, m.ID, ""); !hasField(err, "reason") {
				t.Errorf("split without a reason: %v", err)
			}
		}
		var mine casefile.Merge
		for _, m := range w.merges(t, kept) {
			if m.MergedID == person {
				mine = m
			}
		}
		if err := w.room.Split(ctx, w.coordinator, kept, mine.ID, "due persone"); err != nil {
			t.Fatal(err)
		}
		after := w.dump(t, "person_merge", "person_apart")
		for table := range before {
			if before[table] != after[table] {
				t.Errorf("%s is not as before:\n%s\n%s", table, before[table], after[table])
			}
		}
		if n := w.number(t, "SELECT COUNT(*) FROM person_apart WHERE zone = $1"); n != 1 {
			t.Errorf("%d pairs kept apart", n)
		}
		if err := w.room.Split(ctx, w.coordinator, kept, mine.ID, "due persone"); !fault.Is(err, fault.Conflict) {
			t.Errorf("split twice: %v", err)
		}
		w.whole(t)
	})
}

func (w *world) merges(t testing.TB, id value.ID) (out []casefile.Merge) {
	t.Helper()
	err := w.Read(ctx, w.coordinator, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, res); err != nil {
			return err
		}
		out, err = casefile.Merges(tx, c)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestMergesThatCannotBe(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		c, _ := w.facts(t, w.elena, id)
		other := w.person(t, "Samira", "Provini", "")
		merge := func(m value.ID, v int, reason string) error {
			return w.room.MergePeople(ctx, w.coordinator, casefile.Merging{Kept: id, Version: v, Merged: m, Reason: reason})
		}
		if err := merge(c.PersonID, c.Version, "x"); !hasField(err, "merged") {
			t.Errorf("with itself: %v", err)
		}
		if err := merge(other, c.Version, ""); !hasField(err, "reason") {
			t.Errorf("without a reason: %v", err)
		}
		if err := merge(value.NewID(), c.Version, "x"); !fault.Is(err, fault.NotFound) {
			t.Errorf("with nobody: %v", err)
		}
		if err := merge(other, c.Version+7, "x"); !fault.Is(err, fault.Conflict) {
			t.Errorf("stale: %v", err)
		}
		if err := merge(other, c.Version, "x"); err != nil {
			t.Fatal(err)
		}
		if err := merge(other, c.Version+1, "x"); !hasField(err, "merged") {
			t.Errorf("twice: %v", err)
		}
	})
}

func TestTheMergePage(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		_, kept := w.busy(t, codeA)
		person, merged := w.busy(t, codeB)
		path := "/casi/" + string(kept)
		if a := w.ask(t, w.coordinator, path+"/unisci", nil); a.status != 200 {
			t.Fatal(a.status)
		}
		if a := w.ask(t, w.coordinator, path+"/unisci", form("q", "pr")); a.status != 422 {
			t.Errorf("two letters: %d", a.status)
		}
		for _, words := range []string{"provini", "SAMIRA PROVINI", "prvsmr90a41z33lp"} {
			if a := w.ask(t, w.coordinator, path+"/unisci", form("q", words)); a.status != 200 || !strings.Contains(a.body, string(person)) {
				t.Errorf("%s: %d", words, a.status)
			}
		}
		if a := w.ask(t, w.coordinator, path+"/unisci?con="+string(person), nil); a.status != 200 || !strings.Contains(a.body, "Succederà questo") {
			t.Errorf("side by side: %d", a.status)
		}
		fields := form("merged", string(person), "version", itoa(w.version(t, kept)))
		if a := w.ask(t, w.coordinator, path+"/unione", fields); a.status != 422 || !strings.Contains(a.body, "Succederà questo") {
			t.Errorf("without a reason: %d", a.status)
		}
		fields.Set("reason", "stessa persona")
		if a := w.ask(t, w.coordinator, path+"/unione", fields); a.status != 303 {
			t.Fatalf("merged: %d %s", a.status, a.body)
		}
		if a := w.ask(t, w.elena, "/casi/"+string(merged), nil); a.status != 303 || a.to != path {
			t.Errorf("the merged case file: %d to %s", a.status, a.to)
		}
		m := w.merges(t, kept)[0]
		if a := w.ask(t, w.coordinator, path+"/unione/"+string(m.ID)+"/annullamento", form("reason", "erano due")); a.status != 303 {
			t.Errorf("undone: %d", a.status)
		}
		if a := w.ask(t, w.elena, "/casi/"+string(merged), nil); a.status != 200 {
			t.Errorf("after the undo: %d", a.status)
		}
	})
}
