using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Courses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(name: "course_id", table: "product", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<long>(name: "course_id", table: "order_line", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<long>(name: "deliver_at", table: "order", type: "INTEGER", nullable: true);

            migrationBuilder.CreateTable(
                name: "course",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    cover_url = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    intro_html = table.Column<string>(type: "TEXT", nullable: false),
                    valid_days = table.Column<int>(type: "INTEGER", nullable: true),
                    lesson_count = table.Column<int>(type: "INTEGER", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_course", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "entitlement",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    course_id = table.Column<long>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<long>(type: "INTEGER", nullable: false),
                    source_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    source_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    line_id = table.Column<long>(type: "INTEGER", nullable: true),
                    why = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: true),
                    from = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    granted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoke_reason = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entitlement", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "lesson",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    course_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    body_html = table.Column<string>(type: "TEXT", nullable: false),
                    media_url = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    is_free = table.Column<bool>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lesson", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "lesson_progress",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 48, nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    course_id = table.Column<long>(type: "INTEGER", nullable: false),
                    lesson_id = table.Column<long>(type: "INTEGER", nullable: false),
                    seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lesson_progress", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_deliver_at",
                table: "order",
                column: "deliver_at",
                filter: "deliver_at IS NOT NULL"
            );

            migrationBuilder.CreateIndex(name: "ix_entitlement_course_id", table: "entitlement", columns: new[] { "shop_id", "course_id" });

            migrationBuilder.CreateIndex(name: "ix_entitlement_line_id", table: "entitlement", columns: new[] { "shop_id", "line_id" });

            migrationBuilder.CreateIndex(name: "ix_entitlement_member_id", table: "entitlement", columns: new[] { "shop_id", "member_id" });

            migrationBuilder.CreateIndex(
                name: "ix_entitlement_subject_id",
                table: "entitlement",
                columns: new[] { "shop_id", "subject_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ux_entitlement_source_type_source_id_course_id",
                table: "entitlement",
                columns: new[] { "shop_id", "source_type", "source_id", "course_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_lesson_course_id_position",
                table: "lesson",
                columns: new[] { "shop_id", "course_id", "position" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_lesson_progress_course_id",
                table: "lesson_progress",
                columns: new[] { "shop_id", "course_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_lesson_progress_member_id_course_id",
                table: "lesson_progress",
                columns: new[] { "shop_id", "member_id", "course_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ux_lesson_progress_key",
                table: "lesson_progress",
                columns: new[] { "shop_id", "key" },
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "course");

            migrationBuilder.DropTable(name: "entitlement");

            migrationBuilder.DropTable(name: "lesson");

            migrationBuilder.DropTable(name: "lesson_progress");

            migrationBuilder.DropIndex(name: "ix_order_deliver_at", table: "order");

            migrationBuilder.DropColumn(name: "course_id", table: "product");

            migrationBuilder.DropColumn(name: "course_id", table: "order_line");

            migrationBuilder.DropColumn(name: "deliver_at", table: "order");
        }
    }
}
