export default {
  carriers: 'SF Express|ZTO|YTO|Yunda|STO|J&T|JD Logistics|EMS|Deppon|Own delivery',
}
