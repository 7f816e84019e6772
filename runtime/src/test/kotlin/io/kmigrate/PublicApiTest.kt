package io.kmigrate

import io.kmigrate.testing.PublicApiContract

class PublicApiTest : PublicApiContract("kmigrate-runtime")
