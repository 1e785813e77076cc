namespace Banyan.Kernel;

/// <summary>
/// An expected "no": a stable code for machines, a sentence in Chinese and in English for people, and the HTTP status it is answered with.
/// Refusals are values, bugs are exceptions.
/// </summary>
/// <param name="Code">Stable, snake_case; never reused for another meaning.</param>
/// <param name="Status">HTTP status, 400–499 (or 503 for "come back later").</param>
/// <param name="Fields">Which field of the body is wrong and why, in the language asked for; only with <c>invalid_body</c>.</param>
public sealed record Refusal(string Code, int Status, string Zh, string En, IReadOnlyDictionary<string, Sentence[]>? Fields = null)
{
    /// <summary>Nothing is wrong with the request: a little later it may be granted.</summary>
    public bool IsPassing => Status is 429 or 503;

    public static readonly Refusal NotFound = new("not_found", 404, "没有找到", "Not found");
    public static readonly Refusal Forbidden = new("forbidden", 403, "没有权限做这件事", "You are not allowed to do this");
    public static readonly Refusal SessionExpired = new(
        "session_expired",
        401,
        "登录已过期，请重新登录",
        "Your session has expired, please log in again"
    );
    public static readonly Refusal Busy = new("busy", 429, "现在人太多了，请稍后再试", "Too busy right now, please try again shortly");

    public static readonly Refusal DatabaseAway = new(
        "database_away",
        503,
        "系统正在恢复，请稍后再试",
        "The database is away, please try again shortly"
    );
    public static readonly Refusal StorageFull = new(
        "storage_full",
        503,
        "服务器存储空间已满，暂时只能浏览",
        "The storage is full: for now the shop can only be read"
    );
    public static readonly Refusal OutcomeUnknown = new(
        "outcome_unknown",
        503,
        "还没有确认是否成功，请用同一个请求重试",
        "Whether it was done is not known yet: repeat the same request with the same Idempotency-Key"
    );

    public static Refusal Invalid(string field, string zh, string en) =>
        new(
            "invalid_body",
            400,
            "填写的内容有误",
            "The request is not valid",
            new Dictionary<string, Sentence[]> { [field] = [new(zh, en)] }
        );

    public static Refusal Invalid(IReadOnlyDictionary<string, Sentence[]> fields) =>
        new("invalid_body", 400, "填写的内容有误", "The request is not valid", fields);

    public static Refusal Conflict(string code, string zh, string en) => new(code, 409, zh, en);
}

/// <summary>One sentence in both languages of the product.</summary>
public sealed record Sentence(string Zh, string En);
