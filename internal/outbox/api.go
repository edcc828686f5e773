package outbox

import (
	"context"
	"net/http"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
)

// apiNotice is whether whoever asks is told something by mail.
type apiNotice struct {
	Code   string `json:"code" maxLength:"60" pattern:"^[a-z_]+$"`
	Label  string `json:"label" maxLength:"200"`
	Wanted bool   `json:"wanted"`
}

type apiNotices struct {
	Notices []apiNotice `json:"notices" maxItems:"60"`
}

type apiChoose struct {
	Body struct {
		Notices []apiNoticeChoice `json:"notices" maxItems:"60"`
	} `nameHint:"NoticeChoices"`
}

type apiNoticeChoice struct {
	Code   api.Code `json:"code"`
	Wanted bool     `json:"wanted"`
}

// apiWebhook is another system that is called.
type apiWebhook struct {
	ID        api.ID     `json:"id"`
	URL       string     `json:"url" maxLength:"500"`
	Events    []string   `json:"events" maxItems:"20" maxLength:"60"`
	Waiting   int32      `json:"waiting" minimum:"0" maximum:"2147483647"`
	Failed    int32      `json:"failed" minimum:"0" maximum:"2147483647"`
	CreatedAt api.Moment `json:"created_at,omitempty"`
}

type apiMadeWebhook struct {
	apiWebhook
	Secret string `json:"secret,omitempty" maxLength:"60"`
}

type apiNewHook struct {
	Body struct {
		URL    string   `json:"url" minLength:"8" maxLength:"500"`
		Events []string `json:"events" minItems:"1" maxItems:"20" uniqueItems:"true" enum:"referral.outcome,sitting.decision"`
	} `nameHint:"NewWebhook"`
}

// API registers the operations on notices and webhooks.
func (r *Room) API(reg *api.Registry) {
	me, hooks := text.APINoticesNoun, text.APIHooksNoun
	api.Add(reg, api.Op{Method: http.MethodGet, Path: "/users/me/notices", Name: "show_notices", Noun: me, Title: text.APINoticesTitle, About: text.APINoticesAbout,
		Action: policy.ProfileUse}, r.apiNotices)
	api.Add(reg, api.Op{Method: http.MethodPut, Path: "/users/me/notices", Name: "notice_choices", Noun: me, Title: text.APINoticesPutTitle,
		About: text.APINoticesPutAbout, Action: policy.ProfileUse, Conflicts: true}, r.apiChoose)
	api.Add(reg, api.Op{Method: http.MethodGet, Path: "/webhooks", Name: "show_webhooks", Noun: hooks, Title: text.APIHooksTitle, About: text.APIHooksAbout,
		Action: policy.MailSettle}, r.apiHooks)
	api.Add(reg, api.Op{Method: http.MethodPost, Path: "/webhooks", Name: "new_webhook", Noun: hooks, Title: text.APIHookNewTitle, About: text.APIHookNewAbout,
		Action: policy.MailSettle}, r.apiNewHook)
	api.Add(reg, api.Op{Method: http.MethodDelete, Path: "/webhooks/{id}", Name: "webhook_end", Noun: hooks, Title: text.APIHookEndTitle, About: text.APIHookEndAbout,
		Action: policy.MailSettle, Conflicts: true}, r.apiEndHook)
}

func (r *Room) apiNotices(ctx context.Context, who gate.Actor, _ *struct{}) (*api.Answer[apiNotices], error) {
	all, err := r.Choices(ctx, who)
	out := apiNotices{Notices: []apiNotice{}}
	for _, c := range all {
		out.Notices = append(out.Notices, apiNotice{c.Code, c.Label.In(text.Italian), c.Wanted})
	}
	return api.AnswerOf(out, 0), err
}

func (r *Room) apiChoose(ctx context.Context, who gate.Actor, in *apiChoose) (*api.Answer[apiNotices], error) {
	wanted := map[string]bool{}
	for _, c := range in.Body.Notices {
		wanted[string(c.Code)] = c.Wanted
	}
	if err := r.Choose(ctx, who, wanted); err != nil {
		return nil, err
	}
	return r.apiNotices(ctx, who, nil)
}

func shownHook(h Hook) apiWebhook {
	return apiWebhook{ID: api.ID(h.ID), URL: h.URL, Events: h.Events, Waiting: int32(h.Waiting), Failed: int32(h.Failed), CreatedAt: api.MomentOf(h.MadeAt)}
}

func (r *Room) apiHooks(ctx context.Context, who gate.Actor, _ *struct{}) (*api.Page[apiWebhook], error) {
	hooks, _, err := r.Hooks(ctx, who)
	var out []apiWebhook
	for _, h := range hooks {
		out = append(out, shownHook(h))
	}
	return api.PageOf(out, ""), err
}

func (r *Room) apiFindHook(ctx context.Context, who gate.Actor, id api.ID) (apiWebhook, error) {
	hooks, _, err := r.Hooks(ctx, who)
	for _, h := range hooks {
		if h.ID == id.Value() {
			return shownHook(h), err
		}
	}
	if err == nil {
		err = fault.Missing()
	}
	return apiWebhook{}, err
}

func (r *Room) apiNewHook(ctx context.Context, who gate.Actor, in *apiNewHook) (*api.Made[apiMadeWebhook], error) {
	id, secret, err := r.AddHook(ctx, who, in.Body.URL, in.Body.Events)
	if err != nil {
		return nil, err
	}
	api.ShownOnce(ctx, "secret")
	h, err := r.apiFindHook(ctx, who, api.ID(id))
	return api.MadeOf(apiMadeWebhook{h, secret}, 0, "/webhooks"), err
}

func (r *Room) apiEndHook(ctx context.Context, who gate.Actor, in *api.ByID) (*api.Answer[apiWebhook], error) {
	h, err := r.apiFindHook(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	return api.AnswerOf(h, 0), r.EndHook(ctx, who, in.ID.Value())
}
