package api

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

// Op is one operation of the interface.
type Op struct {
	Method string
	Path   string        // under Prefix: /cases/{id}
	Name   string        // operationId: a noun phrase without a verb of HTTP, show_case
	Noun   text.T        // the group in which the document and the page show it
	Title  text.T        // one line
	About  text.T        // what it does, who may, what fails
	Action policy.Action // what the rules are asked; for the table of routes
	Public bool          // answers without a token

	Conflicts bool // may answer 409
}

// Add registers an operation. handle gets whoever asks; what it fails with becomes a problem. A POST answers 201.
func Add[I, O any](r *Registry, op Op, handle func(ctx context.Context, who gate.Actor, in *I) (*O, error)) {
	if slices.ContainsFunc(r.ops, func(x Op) bool { return x.Name == op.Name }) {
		panic("two operations with the name " + op.Name)
	}
	r.ops = append(r.ops, op)
	d := op.described()
	d.Responses[strconv.Itoa(d.DefaultStatus)].Content = fileContent[O]()
	huma.Register(r.huma, d, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, callOf(ctx).who, in)
		if err != nil {
			return nil, problemOf(traceOf(ctx), err)
		}
		return out, nil
	})
}

// described is the operation as the document shows it.
func (op Op) described() huma.Operation {
	d := huma.Operation{OperationID: op.Name, Method: op.Method, Path: op.Path, Summary: op.Title.In(text.Italian), Description: op.About.In(text.Italian),
		Tags: []string{op.Noun.In(text.Italian)}, DefaultStatus: http.StatusOK, RejectUnknownQueryParameters: true, MaxBodyBytes: maxBody + 2}
	if op.Method == http.MethodPost {
		d.DefaultStatus = http.StatusCreated
		d.Parameters = []*huma.Param{{Name: "Idempotency-Key", In: "header", Description: text.APIKeyAbout.In(text.Italian),
			Schema: &huma.Schema{Type: huma.TypeString, Pattern: keyPattern, MinLength: ptr(8), MaxLength: ptr(100)}}}
	}
	ok := &huma.Response{Description: op.Title.In(text.Italian), Headers: map[string]*huma.Param{}}
	d.Responses = map[string]*huma.Response{strconv.Itoa(d.DefaultStatus): ok}
	failures := []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusTooManyRequests,
		http.StatusInternalServerError, http.StatusServiceUnavailable}
	if op.Public {
		d.Security = []map[string][]string{}
		failures = []int{http.StatusInternalServerError, http.StatusServiceUnavailable}
	} else {
		for _, name := range rateHeaders {
			ok.Headers[name] = &huma.Param{Ref: "#/components/headers/" + name}
		}
	}
	if op.Method != http.MethodGet {
		failures = append(failures, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	if op.Conflicts || op.Method == http.MethodPost {
		failures = append(failures, http.StatusConflict)
	}
	for _, status := range failures {
		d.Responses[strconv.Itoa(status)] = &huma.Response{Ref: "#/components/responses/" + kinds[status].code}
	}
	return d
}

var rateHeaders = []string{"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"}
