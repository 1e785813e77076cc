using Banyan.Kernel;

namespace Banyan.Commerce.Staff.Contracts;

/// <summary>Makes logins for staff.</summary>
public interface IAddStaff
{
    /// <returns>The new member's id; refused with <c>login_taken</c> or <c>invalid_body</c>.</returns>
    Task<Result<Id>> Add(Id shopId, NewStaffMember person, CancellationToken cancellation);
}

public sealed record NewStaffMember(string Login, string Name, string Password, IReadOnlyList<string> Roles);
