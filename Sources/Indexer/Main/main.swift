import Indexer

IndexMain.run()
