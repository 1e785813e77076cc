namespace Banyan.Host;

internal static class HelpText
{
    public const string Text = """
        Banyan 榕

        用法 usage: Banyan.Host [serve|migrate|seed|doctor|openapi] [options]

          serve      启动服务（默认） start the server (default)
          migrate    升级数据库结构后退出 bring the database up to date
          seed       开第一家店和店主账号（演示模式：填入演示数据） open the first shop and its owner
          doctor     核对账目与库存等不变式 check the books: exit code 1 when something differs
          openapi    写出接口文档 write the two OpenAPI documents to --out DIR

          --port N              端口 port (5080)
          --listen ADDRESS      监听地址 address to listen on (127.0.0.1)
          --sandbox-port N      微信沙盒端口 port of the WeChat sandbox (port + 1)
          --data DIR            数据目录 data directory (.data)
          --db CONNECTION       PostgreSQL 连接串，缺省用 SQLite PostgreSQL instead of SQLite
          --public-url URL      顾客访问的地址 the address people use (http://127.0.0.1:PORT)
          --demo | --no-demo    演示模式 demonstration with personas, sandbox and movable clock
          --reset               清空演示数据后再启动 throw the demonstration's data away first
          --no-migrate          启动时不升级数据库 do not migrate at the start
          --web DIR             构建好的网页所在目录 where the built web apps lie
          --slug S --name N --login L   seed 用 for seed
        """;
}
