using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
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
        builder.Property(order => order.ReceiverPhoneIndex).HasMaxLength(64);
        builder.Property(order => order.ReceiverPhoneTail).HasMaxLength(4);
        builder.Property(order => order.Invoice).HasJson();
        builder.Property(order => order.Remark).HasMaxLength(200);
        builder.Property(order => order.MerchantRemark).HasMaxLength(500);
        builder.Property(order => order.CloseReason).HasMaxLength(60);
        // Orders that were placed before there were stores were sent.
        builder.Property(order => order.Delivery).HasDefaultValue(Delivery.Express);
        builder.Property(order => order.Quote).HasJson();
        builder.Property(order => order.Address).HasJson();
        builder.Property(order => order.Attribution).HasJson();
        builder.HasIndex(order => new { order.ShopId, order.No }).IsUnique();
        builder.HasIndex(order => new { order.ShopId, order.MemberId });
        builder.HasIndex(order => new { order.ShopId, order.State });

        // Partial: a new order has none of these yet, and every index it is not in is one less to write in a flash sale.
        builder.HasIndex(order => new { order.ShopId, order.PaidAt }).HasFilter("paid_at IS NOT NULL");
        builder.HasIndex(order => new { order.ShopId, order.ReceiverPhoneIndex }).HasFilter("receiver_phone_index IS NOT NULL");
        builder.HasIndex(order => new { order.ShopId, order.InvoiceState }).HasFilter("invoice_state IS NOT NULL");
        builder.HasIndex(order => order.PayBefore).HasFilter("pay_before IS NOT NULL");
        builder.HasIndex(order => order.AutoReceiveAt).HasFilter("auto_receive_at IS NOT NULL");
        builder.HasIndex(order => order.DeliverAt).HasFilter("deliver_at IS NOT NULL");
        builder.HasIndex(order => order.AfterSaleEndsAt).HasFilter("after_sale_ends_at IS NOT NULL");
        builder.HasIndex(order => new { order.ShopId, order.SourceRef }).HasFilter("source_ref IS NOT NULL");
        builder.ToTable(table =>
            table.HasCheckConstraint(
                "ck_order_money",
                "payable_fen >= 0 AND tender_fen >= 0 AND tender_fen <= payable_fen AND refunded_fen >= 0 AND refunding_fen >= 0 "
                    + "AND refunded_fen + refunding_fen <= paid_fen"
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
        builder.Ignore(line => line.ToShipQuantity);
        builder.HasIndex(line => new { line.ShopId, line.OrderId });
        builder.HasIndex(line => new { line.ShopId, line.ProductId });
        builder.ToTable(table =>
            table.HasCheckConstraint(
                "ck_order_line_money",
                "quantity > 0 AND payable_fen >= 0 AND base_fen >= 0 AND base_fen <= payable_fen AND points >= 0 "
                    + "AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= payable_fen "
                    + "AND refunded_quantity + refunding_quantity <= quantity "
                    + "AND shipped_quantity >= 0 AND shipped_quantity <= quantity"
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
        builder.Property(recipient => recipient.Pickup).HasJson();
        builder.HasIndex(recipient => new { recipient.ShopId, recipient.OrderId });
    }
}

internal sealed class ParcelTable : IEntityTypeConfiguration<Parcel>
{
    public void Configure(EntityTypeBuilder<Parcel> builder)
    {
        builder.HasShopKey();
        builder.Property(parcel => parcel.Company).HasMaxLength(40);
        builder.Property(parcel => parcel.TrackingNo).HasMaxLength(40);
        builder.Property(parcel => parcel.Pieces).HasJson();
        builder
            .HasIndex(parcel => new
            {
                parcel.ShopId,
                parcel.OrderId,
                parcel.No,
            })
            .IsUnique();
        builder.HasIndex(parcel => new { parcel.ShopId, parcel.TrackingNo });
    }
}

internal sealed class OrderEditTable : IEntityTypeConfiguration<OrderEdit>
{
    public void Configure(EntityTypeBuilder<OrderEdit> builder)
    {
        builder.HasShopKey();
        builder.Property(edit => edit.StaffName).HasMaxLength(40);
        builder.Property(edit => edit.Detail).HasMaxLength(1000);
        builder.HasIndex(edit => new { edit.ShopId, edit.OrderId });
    }
}
