CREATE SCHEMA `billing`;
