package outcome

import (
	"strconv"
	"strings"

	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Routes are the pages of closures, follow-ups and summaries.
func (r *Room) Routes() []ui.Route {
	const followUp = "/casi/{id}/follow-up/{f}"
	return []ui.Route{
		ui.Get("/casi/{id}/chiudi", policy.CaseClose, r.getClosing),
		ui.Post("/casi/{id}/chiusura", policy.CaseClose, r.postClosing),
		ui.Get("/casi/{id}/chiusura", policy.CaseClose, r.getClosure),
		ui.Post("/casi/{id}/chiusura/completa", policy.CaseClose, r.postClosure),
		ui.Post("/casi/{id}/chiusura/annullamento", policy.CaseClose, r.postUndo),
		ui.Get(followUp, policy.FollowUpAnswer, r.getFollowUp),
		ui.Post(followUp, policy.FollowUpAnswer, r.postFollowUp),
		ui.Post(followUp+"/annullamento", policy.FollowUpAnswer, r.postFollowUpUndo),
		ui.Get("/casi/{id}/sintesi", policy.DocumentMake, r.getSummary),
		ui.Post("/casi/{id}/sintesi", policy.DocumentMake, r.postSummary),
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

func telURI(phone string) string { return value.TelURI(phone) }

func (k *closePage) stateLabel() text.T {
	s, _ := k.r.m.State(k.c.State)
	return s.Label
}

// answerButton is the button of an answer; the one that was given is filled.
func answerButton(x *followUpPage, a guideline.HowItGoes) ui.Button {
	b := ui.Button{Kind: ui.Outline, Text: a.Label, Name: "answer", Value: a.Code}
	if a.Code == x.f.Answer {
		b.Kind = ui.Filled
	}
	return b
}

// opened tells whether the further fields stand open: something in them is wrong or was written.
func (x *followUpPage) opened() bool { return x.form.Failed() || x.f.Answered() }
