create OR REPLACE trigger stamp before update on people for each row execute function stamp()
/
