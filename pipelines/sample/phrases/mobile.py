"""Mobile App: crashes, synchronisation, notifications."""

from pipelines.sample.phrases.problem import Problem

CRASH = (
    Problem(
        codes=("E-7001", "E-7003"),
        subjects=(
            "App crashes on start, {version}",
            "{device}: app closes right after opening",
            "Mobile app unusable since update {version}",
        ),
        happens=(
            "Since the update to {version} the app closes right after opening on {device}.",
            "The app shows the logo, freezes and is gone; this happens on all our {device} phones.",
            "{users} people in the field cannot open the app any more after yesterday's update.",
        ),
        details=(
            "Installing it again did not help.",
            "The phone's log mentions {error}.",
            "Older phones on the previous version still work.",
        ),
        found=(
            "Version {version} reads a setting that accounts older than {month} do not have.",
            "The offline store was migrated at start and ran out of memory on {device}.",
        ),
        ends={
            "fix": ("Version {version} was pulled and its successor opens on {device} again.",),
            "workaround": ("Clearing the app's storage lets it start; unsent entries were saved first.",),
        },
    ),
    Problem(
        codes=("E-7010",),
        subjects=(
            "App crashes when attaching a photo",
            "Camera upload closes the app on {device}",
            "{error} when taking a picture in the app",
        ),
        happens=(
            "Whenever somebody attaches a photo on {device}, the app closes and the entry is lost.",
            "Taking a picture inside the app ends with {error}.",
            "Scanning a document works once, the second scan crashes the app.",
        ),
        details=(
            "Photos below two megabytes seem to work.",
            "The permission for the camera is granted.",
            "Our drivers need the photo as proof of delivery for order {order}.",
        ),
        found=(
            "Pictures of the new camera format are decoded in full size, which exceeds the memory.",
            "A missing permission for the photo library is not handled in {version}.",
        ),
        ends={
            "fix": ("Pictures are now scaled down while they are read, shipped with {release}.",),
            "workaround": ("With the camera set to the compatible format, photos can be attached.",),
        },
    ),
)

SYNC_FAILURE = (
    Problem(
        codes=("E-7102", "E-7105"),
        subjects=(
            "Entries from the app do not arrive on the server",
            "Sync stuck at {percent} % on {device}",
            "Offline entries missing after sync, {error}",
        ),
        happens=(
            "Entries that our people make offline never arrive; the sync stops at {percent} % with {error}.",
            "Since {date} the synchronisation on {device} runs for {minutes} minutes and then gives up.",
            "The app says 'synchronised' while {count} entries are missing on the server.",
        ),
        details=(
            "On Wi-Fi it is the same as on mobile data.",
            "Signing out is no option, the unsent entries would be lost.",
            "The last entry that arrived is from {clock}.",
        ),
        found=(
            "One entry with an empty field blocked the queue behind it.",
            "Two devices shared one device id after a restore, and overwrote each other.",
        ),
        ends={
            "fix": ("The queue now skips an entry it cannot send; all {count} entries arrived.",),
            "workaround": ("The blocking entry was removed by hand and the rest was sent.",),
        },
    ),
    Problem(
        codes=("E-7120",),
        subjects=(
            "Duplicate records after mobile sync",
            "Old data shown in the app",
            "Changes on the web do not reach the app",
        ),
        happens=(
            "Every record that is edited in the app exists twice afterwards.",
            "The app on {device} shows the state of {date}, whatever we change on the web.",
            "What we change on the web reaches the app on {device} hours later or never.",
        ),
        details=(
            "We found {count} duplicates so far and clean them up by hand.",
            "Pulling down to refresh shows {error} for a second.",
            "The web version is always right.",
        ),
        found=(
            "A retry without the original key made a second record ({error}).",
            "The sync token was not renewed after the change of the time zone.",
        ),
        ends={
            "fix": ("Retries carry the original key since {release}; the duplicates were merged.",),
            "configuration": ("The devices were registered anew and take over the current state.",),
        },
    ),
)

PUSH_NOTIFICATION = (
    Problem(
        codes=("E-7201",),
        subjects=(
            "No push notifications on {device}",
            "Notifications stopped with {version}",
            "Technicians miss jobs: no alerts in the app",
        ),
        happens=(
            "Our technicians get no alerts for new jobs on {device} since {version}.",
            "Push notifications arrive only when the app is open.",
            "Alerts come {minutes} minutes late, which is useless for emergency jobs.",
        ),
        details=(
            "Notifications are allowed in the phone's settings.",
            "We missed {count} jobs since {date} because of this.",
            "The test message from the admin page arrives.",
        ),
        found=(
            "The registration of the device expired with the update and was not renewed.",
            "The battery saver of {device} stops the app in the background.",
        ),
        ends={
            "fix": ("Devices register again at each start since {release}, alerts arrive within seconds.",),
            "configuration": ("The devices were registered anew over the device policy.",),
        },
    ),
    Problem(
        codes=("E-7210",),
        subjects=(
            "Too many notifications, cannot switch them off",
            "Notification settings are not saved",
            "Everybody gets alerts meant for one team",
        ),
        happens=(
            "I get {count} notifications a day from workspaces that I left long ago.",
            "Switching off the notifications works until the next start, then they are on again.",
            "All {users} users receive the alerts that are meant for one team.",
        ),
        details=(
            "The settings page shows {error} for a moment when saving.",
            "People have begun to ignore all alerts.",
            "Removing the app and installing it again brings them back.",
        ),
        found=(
            "The settings were saved per device and overwritten by the workspace default.",
            "The rule for the alert had no team condition.",
        ),
        ends={
            "fix": ("Personal settings now win over the workspace default, since {release}.",),
            "configuration": ("The workspace default was changed so that only the team concerned gets the alerts.",),
        },
    ),
)
