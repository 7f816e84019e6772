def log = new File(basedir, 'build.log').text
def starts = log.split('Scanning for projects').tail()
assert starts[0].contains('a1  towns')
assert starts[0].contains('pending   nothing: up to date')
def script = new File(basedir, 'migrations/b2_rooms.migration.kts').path
assert starts[1].contains("[ERROR]   at   ${script}:[5,11]")
assert starts[1].contains("migrate upgrade: error[script-error]: Unresolved reference 'createTables'")
assert starts[2].contains('a1  towns')
assert !log.contains('kept-apart')
