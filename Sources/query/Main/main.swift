import query

QueryMain.run()
