def log = new File(basedir, 'build.log').text
def starts = log.split('Scanning for projects').tail()
assert starts[0].contains('classes: 1 revision')
assert starts[1].contains('Nothing to bundle: the scripts are as they were.')
assert starts[2].contains('classes: 2 revisions')
def index = new File(basedir, 'target/classes/META-INF/kmigrate/migrations')
assert index.list().length > 0
