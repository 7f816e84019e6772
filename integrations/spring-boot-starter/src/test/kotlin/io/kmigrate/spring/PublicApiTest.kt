package io.kmigrate.spring

import io.kmigrate.testing.PublicApiContract

class PublicApiTest : PublicApiContract("kmigrate-spring-boot-starter")
