import type { RuleGroup } from '../../src/model/rule.js';
import age from './age.js';
import airtable from './airtable.js';
import algolia from './algolia.js';
import anthropic from './anthropic.js';
import artifactory from './artifactory.js';
import asana from './asana.js';
import atlassian from './atlassian.js';
import auth0 from './auth0.js';
import aws from './aws.js';
import azure from './azure.js';
import bitbucket from './bitbucket.js';
import braintree from './braintree.js';
import brevo from './brevo.js';
import clerk from './clerk.js';
import clickup from './clickup.js';
import cloudflare from './cloudflare.js';
import cloudinary from './cloudinary.js';
import cohere from './cohere.js';
import connection from './connection.js';
import courier from './courier.js';
import crates from './crates.js';
import databricks from './databricks.js';
import datadog from './datadog.js';
import deepseek from './deepseek.js';
import deno from './deno.js';
import digitalocean from './digitalocean.js';
import discord from './discord.js';
import docker from './docker.js';
import doppler from './doppler.js';
import dropbox from './dropbox.js';
import dynatrace from './dynatrace.js';
import elevenlabs from './elevenlabs.js';
import figma from './figma.js';
import flutterwave from './flutterwave.js';
import fly from './fly.js';
import github from './github.js';
import gitlab from './gitlab.js';
import google from './google.js';
import grafana from './grafana.js';
import groq from './groq.js';
import heroku from './heroku.js';
import honeycomb from './honeycomb.js';
import hubspot from './hubspot.js';
import huggingface from './huggingface.js';
import intercom from './intercom.js';
import jwt from './jwt.js';
import klaviyo from './klaviyo.js';
import kubernetes from './kubernetes.js';
import langsmith from './langsmith.js';
import laravel from './laravel.js';
import launchdarkly from './launchdarkly.js';
import linear from './linear.js';
import linode from './linode.js';
import mailchimp from './mailchimp.js';
import mailgun from './mailgun.js';
import mapbox from './mapbox.js';
import meta from './meta.js';
import mistral from './mistral.js';
import mongodb from './mongodb.js';
import neon from './neon.js';
import netlify from './netlify.js';
import netrc from './netrc.js';
import newrelic from './newrelic.js';
import notion from './notion.js';
import npm from './npm.js';
import nuget from './nuget.js';
import nvidia from './nvidia.js';
import okta from './okta.js';
import onepassword from './onepassword.js';
import openai from './openai.js';
import openrouter from './openrouter.js';
import paypal from './paypal.js';
import paystack from './paystack.js';
import perplexity from './perplexity.js';
import pinecone from './pinecone.js';
import planetscale from './planetscale.js';
import polar from './polar.js';
import posthog from './posthog.js';
import postman from './postman.js';
import postmark from './postmark.js';
import privateKey from './privateKey.js';
import pulumi from './pulumi.js';
import pypi from './pypi.js';
import rails from './rails.js';
import razorpay from './razorpay.js';
import render from './render.js';
import replicate from './replicate.js';
import resend from './resend.js';
import rubygems from './rubygems.js';
import sendgrid from './sendgrid.js';
import sentry from './sentry.js';
import shopify from './shopify.js';
import slack from './slack.js';
import sonar from './sonar.js';
import square from './square.js';
import stripe from './stripe.js';
import supabase from './supabase.js';
import tailscale from './tailscale.js';
import teams from './teams.js';
import telegram from './telegram.js';
import terraform from './terraform.js';
import twilio from './twilio.js';
import vault from './vault.js';
import vercel from './vercel.js';
import x from './x.js';
import xai from './xai.js';
import zendesk from './zendesk.js';

/** Every provider's rules but Pictify's own, in alphabetical order. */
export const providers: readonly RuleGroup[] = [
  age,
  airtable,
  algolia,
  anthropic,
  artifactory,
  asana,
  atlassian,
  auth0,
  aws,
  azure,
  bitbucket,
  braintree,
  brevo,
  clerk,
  clickup,
  cloudflare,
  cloudinary,
  cohere,
  connection,
  courier,
  crates,
  databricks,
  datadog,
  deepseek,
  deno,
  digitalocean,
  discord,
  docker,
  doppler,
  dropbox,
  dynatrace,
  elevenlabs,
  figma,
  flutterwave,
  fly,
  github,
  gitlab,
  google,
  grafana,
  groq,
  heroku,
  honeycomb,
  hubspot,
  huggingface,
  intercom,
  jwt,
  klaviyo,
  kubernetes,
  langsmith,
  laravel,
  launchdarkly,
  linear,
  linode,
  mailchimp,
  mailgun,
  mapbox,
  meta,
  mistral,
  mongodb,
  neon,
  netlify,
  netrc,
  newrelic,
  notion,
  npm,
  nuget,
  nvidia,
  okta,
  onepassword,
  openai,
  openrouter,
  paypal,
  paystack,
  perplexity,
  pinecone,
  planetscale,
  polar,
  posthog,
  postman,
  postmark,
  privateKey,
  pulumi,
  pypi,
  rails,
  razorpay,
  render,
  replicate,
  resend,
  rubygems,
  sendgrid,
  sentry,
  shopify,
  slack,
  sonar,
  square,
  stripe,
  supabase,
  tailscale,
  teams,
  telegram,
  terraform,
  twilio,
  vault,
  vercel,
  x,
  xai,
  zendesk,
];
