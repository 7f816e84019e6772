revision = "77aa03d5be18"
downRevision = "c84d1e6f90b2"
message = "first courses and staff"

// Oracle reads a text as a moment only as the session's settings say.
fun booking(moment: String) =
    """
    insert into bookings (student_id, instructor_id, vehicle_id, lesson_code, starts_at, status)
    select s.id, i.id, v.id, 'city', $moment, 'done'
    from students s, instructors i, vehicles v
    where s.email = 'jun.li@example.org' and i.licence_no = 'ON-1044' and v.plate = 'CRDA 101'
    """

upgrade {
    bulkInsert(
        "lessons",
        listOf(
            mapOf("code" to "class", "title" to "In class, ten hours", "minutes" to 600, "price" to 240.00),
            mapOf("code" to "city", "title" to "In the car, city", "minutes" to 60, "price" to 65.00),
            mapOf("code" to "highway", "title" to "In the car, highway", "minutes" to 90, "price" to 95.50),
        ),
    )
    bulkInsert(
        "instructors",
        listOf(
            mapOf("full_name" to "Maria Kowalska", "licence_no" to "ON-1044", "hired_on" to "2019-04-01"),
            mapOf("full_name" to "Dev Patel", "licence_no" to "ON-2210", "hired_on" to "2022-09-12"),
        ),
    )
    bulkInsert(
        "vehicles",
        listOf(
            mapOf("plate" to "CRDA 101", "make" to "Toyota", "model" to "Corolla", "model_year" to 2021),
            mapOf("plate" to "CRDA 102", "make" to "Mazda", "model" to "3", "model_year" to 2019, "transmission" to "manual"),
        ),
    )
    bulkInsert(
        "students",
        listOf(
            mapOf("full_name" to "Amélie O'Brien", "email" to "amelie@example.org", "born_on" to "2007-03-14"),
            mapOf("full_name" to "Jun Li", "email" to "jun.li@example.org", "born_on" to "2006-11-02"),
            mapOf("full_name" to "Sam", "email" to "sam@example.org", "born_on" to "2005-06-30", "permit_no" to "G1-55"),
        ),
    )
    execute(booking("'2025-03-01 10:00:00'"), variants = mapOf("oracle" to booking("timestamp '2025-03-01 10:00:00'")))
}

downgrade {
    execute("delete from bookings")
    execute("delete from students")
    execute("delete from vehicles")
    execute("delete from instructors")
    execute("delete from lessons")
}
