#!/bin/sh
# Mints a sign-in token: the two calls that a server makes in whatever language it is written.
set -eu
case "$CYCLR_API_DOMAIN" in *://*) api=$CYCLR_API_DOMAIN ;; *) api=https://$CYCLR_API_DOMAIN ;; esac

access=$(curl -sSf "$api/oauth/token" \
  --data-urlencode grant_type=client_credentials \
  --data-urlencode "client_id=$CYCLR_CLIENT_ID" \
  --data-urlencode "client_secret=$CYCLR_CLIENT_SECRET" | sed 's/.*"access_token" *: *"\([^"]*\)".*/\1/')

curl -sSf "$api/v1.0/accounts/$CYCLR_ACCOUNT_ID/signintoken" \
  -H "Authorization: Bearer $access" -H 'Content-Type: application/json' -d '{"Username":"ada"}'
