using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Simulation.Processes;

namespace Banyan.Simulation.Proofs;

/// <summary>Compares what buyers were told with what the database holds, when nobody waits for an answer any more.</summary>
internal static class Answers
{
    public static void Compare(IReadOnlyList<Client> clients, List<Order> orders, List<Payment> payments)
    {
        var acknowledged = clients.SelectMany(client => client.Acknowledged).ToDictionary(pair => pair.Key, pair => pair.Value);
        var made = orders.GroupBy(order => order.Remark).ToDictionary(group => group.Key, group => group.ToList());
        acknowledged.GroupBy(pair => pair.Value).Where(group => group.Count() > 1).ShouldBeEmpty("no order answers two keys");
        made.Where(pair => pair.Value.Count > 1).Select(pair => pair.Key).ShouldBeEmpty("no key makes two orders");
        acknowledged
            .Where(pair => !made.TryGetValue(pair.Key, out var found) || found[0].Id.ToString() != pair.Value)
            .Select(pair => pair.Key)
            .ShouldBeEmpty("every acknowledged order exists");
        made.Keys.Except(acknowledged.Keys).ShouldBeEmpty("everybody has an answer by now");
        var paid = clients.SelectMany(client => client.Paid).Distinct().Order(StringComparer.Ordinal).ToList();
        payments.Select(payment => payment.OutTradeNo).Order(StringComparer.Ordinal).ToList().ShouldBe(paid);
    }
}
