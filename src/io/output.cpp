namespace blogferry {}
