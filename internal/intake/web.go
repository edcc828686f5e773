package intake

import (
	"siil/internal/attachment"
	"siil/internal/policy"
	"siil/internal/ui"
)

// Routes are the pages of referrals and the waiting list.
func (r *Room) Routes() []ui.Route {
	one := pathList + "/{id}"
	return []ui.Route{
		ui.Get(pathList, policy.ReferralList, r.getList),
		ui.Get(pathNew, policy.ReferralSend, r.getNew),
		ui.PostFiles(pathNew, policy.ReferralSend, attachment.MaxForm, r.postNew),
		ui.Post(pathDraft, policy.ReferralSend, r.postDraftBack),
		ui.Post(pathSimilar, policy.PersonCreate, r.postSimilar),
		ui.Get(one, policy.ReferralRead, r.getOne),
		ui.Post(one+"/esito", policy.ReferralAssess, r.postOutcome),
		ui.PostFiles(one+"/risposta", policy.ReferralReply, attachment.MaxForm, r.postReply),
		ui.Get(one+"/ricevuta.pdf", policy.ReferralRead, r.getReceipt),
		ui.Get(one+"/file/{f}", policy.ReferralRead, r.getFile),
		ui.Get(pathWaiting, policy.CaseList, r.getWaiting),
	}
}
