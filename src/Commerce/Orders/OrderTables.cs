using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Orders;

internal sealed class OrderTable : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.HasShopKey();
        builder.Property(order => order.No).HasMaxLength(24);
        builder.Property(order => order.Hold).HasMaxLength(40);
        builder.Property(order => order.SourceRef).HasMaxLength(60);
        builder.Property(order => order.ReceiverName).HasMaxLength(40);
        builder.Property(order => order.Remark).HasMaxLength(200);
        builder.Property(order => order.MerchantRemark).HasMaxLength(500);
        builder.Property(order => order.CloseReason).HasMaxLength(60);
        builder.Property(order => order.Quote).HasJson();
        builder.Property(order => order.Address).HasJson();
        builder.Property(order => order.Attribution).HasJson();
        builder.HasIndex(order => new { order.ShopId, order.No }).IsUnique();
        builder.HasIndex(order => new { order.ShopId, order.MemberId });
        builder.HasIndex(order => new { order.ShopId, order.State });
        builder.HasIndex(order => new { order.ShopId, order.PaidAt });
        builder.HasIndex(order => order.PayBefore);
        builder.HasIndex(order => order.AutoReceiveAt);
        builder.HasIndex(order => order.AfterSaleEndsAt);
        builder.HasIndex(order => new { order.ShopId, order.SourceRef });
        builder.ToTable(table =>
            table.HasCheckConstraint(
                "ck_order_money",
                "payable_fen >= 0 AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= paid_fen"
            )
        );
    }
}

internal sealed class OrderLineTable : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.HasShopKey();
        builder.Property(line => line.Name).HasMaxLength(120);
        builder.Property(line => line.SpecText).HasMaxLength(120);
        builder.Property(line => line.ImageUrl).HasMaxLength(300);
        builder.Property(line => line.OfferRef).HasMaxLength(80);
        builder.HasIndex(line => new { line.ShopId, line.OrderId });
        builder.HasIndex(line => new { line.ShopId, line.ProductId });
        builder.ToTable(table =>
            table.HasCheckConstraint(
                "ck_order_line_money",
                "quantity > 0 AND payable_fen >= 0 AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= payable_fen "
                    + "AND refunded_quantity + refunding_quantity <= quantity"
            )
        );
    }
}

internal sealed class PaymentPartTable : IEntityTypeConfiguration<PaymentPart>
{
    public void Configure(EntityTypeBuilder<PaymentPart> builder)
    {
        builder.HasShopKey();
        builder.Property(part => part.Label).HasMaxLength(20);
        builder.Property(part => part.OutTradeNo).HasMaxLength(32);
        builder.Property(part => part.PrepayId).HasMaxLength(80);
        builder.Property(part => part.Channel).HasMaxLength(20);
        builder.Property(part => part.TransactionId).HasMaxLength(40);
        builder.HasIndex(part => new { part.ShopId, part.OrderId });
        builder.HasIndex(part => part.OutTradeNo).IsUnique();
    }
}

internal sealed class RecipientTable : IEntityTypeConfiguration<Recipient>
{
    public void Configure(EntityTypeBuilder<Recipient> builder)
    {
        builder.HasShopKey();
        builder.Property(recipient => recipient.Address).HasJson();
        builder.Property(recipient => recipient.Company).HasMaxLength(40);
        builder.Property(recipient => recipient.TrackingNo).HasMaxLength(40);
        builder.HasIndex(recipient => new { recipient.ShopId, recipient.OrderId });
    }
}
