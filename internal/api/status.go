package api

import (
	"context"
	"net/http"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
)

// Health is how the interface is.
type Health struct {
	Status string `json:"status" enum:"ok"`
}

// status says whether the interface answers: 200, or a problem 503 when the database does not take changes.
func (a *API) status(r *Registry) {
	Add(r, Op{Method: http.MethodGet, Path: "/status", Name: "show_status", Noun: text.APIStatusNoun, Title: text.APIStatusTitle, About: text.APIStatusAbout,
		Public: true}, func(ctx context.Context, _ gate.Actor, _ *struct{}) (*Answer[Health], error) {
		if err := a.Gate.Ready(ctx); err != nil {
			return nil, &fault.Error{Kind: fault.Locked, Text: text.NotSaved, Cause: err}
		}
		return AnswerOf(Health{"ok"}, 0), nil
	})
}
