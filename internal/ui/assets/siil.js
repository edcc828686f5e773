// What the pages gain where script runs. Every page works without: these are shortcuts over links and forms that are already there.
import { startDrafts } from "./drafts.js";
import { startDates } from "./dates.js";
import { startKeys } from "./keys.js";
import { startForms } from "./forms.js";
import { startDialogs } from "./dialogs.js";
import { startLive } from "./live.js";
import { startTwins } from "./twins.js";
import { startRatings } from "./ratings.js";
import { startMonth } from "./month.js";
import { startPlain } from "./plain.js";
import { startUploads } from "./upload.js";
import { startHelp } from "./help.js";
import { startProgress } from "./progress.js";

startForms();
startDrafts();
startDates();
startDialogs();
startTwins();
startKeys();
startLive();
startRatings();
startMonth();
startPlain();
startHelp();
startUploads();
startProgress();
